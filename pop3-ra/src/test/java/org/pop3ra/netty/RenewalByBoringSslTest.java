package org.pop3ra.netty;

import org.pop3ra.tls.TestTls;

class RenewalByBoringSslTest extends RenewalContract {
  RenewalByBoringSslTest() {
    super(TestTls.BORING_SSL);
  }
}
