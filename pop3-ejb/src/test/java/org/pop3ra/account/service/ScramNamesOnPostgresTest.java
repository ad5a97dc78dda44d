package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class ScramNamesOnPostgresTest extends ScramNamesContract {
  ScramNamesOnPostgresTest() {
    super(Kind.POSTGRESQL);
  }
}
