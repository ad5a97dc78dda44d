package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class LoginOnPostgresTest extends LoginContract {
  LoginOnPostgresTest() {
    super(Kind.POSTGRESQL);
  }
}
