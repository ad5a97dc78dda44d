package org.pop3ra.tls;

class HandshakesByBoringSslTest extends HandshakesContract {
  HandshakesByBoringSslTest() {
    super(TestTls.BORING_SSL);
  }
}
