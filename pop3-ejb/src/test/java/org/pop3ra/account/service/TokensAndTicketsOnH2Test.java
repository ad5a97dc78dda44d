package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class TokensAndTicketsOnH2Test extends TokensAndTicketsContract {
  TokensAndTicketsOnH2Test() {
    super(Kind.H2);
  }
}
