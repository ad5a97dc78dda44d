package org.pop3ra.netty;

import org.pop3ra.tls.TestTls;

class ImplicitTlsByBoringSslTest extends ImplicitTlsContract {
  ImplicitTlsByBoringSslTest() {
    super(TestTls.BORING_SSL);
  }
}
