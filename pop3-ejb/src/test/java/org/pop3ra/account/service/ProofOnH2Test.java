package org.pop3ra.account.service;

import org.pop3ra.database.Kind;

class ProofOnH2Test extends ProofContract {
  ProofOnH2Test() {
    super(Kind.H2);
  }
}
