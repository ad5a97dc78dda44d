package org.pop3ra.netty;

import org.pop3ra.tls.TlsProvider;

class ImplicitTlsByJdkTest extends ImplicitTlsContract {
  ImplicitTlsByJdkTest() {
    super(TlsProvider.JDK);
  }
}
