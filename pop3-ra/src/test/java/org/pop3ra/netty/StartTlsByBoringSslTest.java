package org.pop3ra.netty;

import org.pop3ra.tls.TestTls;

class StartTlsByBoringSslTest extends StartTlsContract {
  StartTlsByBoringSslTest() {
    super(TestTls.BORING_SSL);
  }
}
