package org.pop3ra.netty;

import org.pop3ra.tls.TlsProvider;

class StartTlsByJdkTest extends StartTlsContract {
  StartTlsByJdkTest() {
    super(TlsProvider.JDK);
  }
}
