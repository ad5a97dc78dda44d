package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class TokensAndTicketsOnPostgresTest extends TokensAndTicketsContract {
  TokensAndTicketsOnPostgresTest() {
    super(Kind.POSTGRESQL);
  }
}
