package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class ProofOnPostgresTest extends ProofContract {
  ProofOnPostgresTest() {
    super(Kind.POSTGRESQL);
  }
}
