package org.pop3ra.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Who computes TLS with certificates of our own. Calls block. */
public interface TlsProvider {

  /** The JDK's implementation, or whichever comes first among its security providers. */
  TlsProvider JDK = Contexts::engines;

  /**
   * Makes engines from what was loaded.
   *
   * @param identities the first is shown to clients that name no host; each key is that of its
   *     certificate
   * @param clientAuthorities whose certificates clients may show; if there is none, nobody's
   * @throws IOException if the provider cannot use them; its message says why
   */
  Engines engines(List<Identity> identities, List<X509Certificate> clientAuthorities)
      throws IOException;
}
