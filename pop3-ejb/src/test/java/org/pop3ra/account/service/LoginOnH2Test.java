package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class LoginOnH2Test extends LoginContract {
  LoginOnH2Test() {
    super(Kind.H2);
  }
}
