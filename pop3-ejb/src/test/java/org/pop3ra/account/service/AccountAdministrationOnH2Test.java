package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class AccountAdministrationOnH2Test extends AccountAdministrationContract {
  AccountAdministrationOnH2Test() {
    super(Kind.H2);
  }
}
