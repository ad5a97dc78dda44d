package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class VouchingOnH2Test extends VouchingContract {
  VouchingOnH2Test() {
    super(Kind.H2);
  }
}
