package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class AccountAdministrationOnPostgresTest extends AccountAdministrationContract {
  AccountAdministrationOnPostgresTest() {
    super(Kind.POSTGRESQL);
  }
}
