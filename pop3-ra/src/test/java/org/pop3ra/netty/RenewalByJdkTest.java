package org.pop3ra.netty;

import org.pop3ra.tls.TlsProvider;

class RenewalByJdkTest extends RenewalContract {
  RenewalByJdkTest() {
    super(TlsProvider.JDK);
  }
}
