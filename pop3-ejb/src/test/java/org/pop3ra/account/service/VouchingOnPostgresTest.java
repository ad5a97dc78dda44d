package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class VouchingOnPostgresTest extends VouchingContract {
  VouchingOnPostgresTest() {
    super(Kind.POSTGRESQL);
  }
}
