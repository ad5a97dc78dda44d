package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class ScramNamesOnH2Test extends ScramNamesContract {
  ScramNamesOnH2Test() {
    super(Kind.H2);
  }
}
