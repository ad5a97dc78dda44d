package org.pop3ra.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** SSL contexts of the JDK's provider. */
final class Contexts {
  private Contexts() {}

  /** Checks that each key belongs to its certificate first. */
  static ContextSource.Loaded of(List<Identity> identities, Optional<Path> clientAuthorities)
      throws IOException {
    for (Identity identity : identities) {
      KeyCheck.check(identity);
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new IdentityChoice(identities)}, trust(clientAuthorities), null);
      return new ContextSource.Loaded(context, identities);
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS context can be made: " + e.getMessage(), e);
    }
  }

  /** Nobody is trusted unless authorities are named. */
  private static TrustManager[] trust(Optional<Path> authorities)
      throws IOException, GeneralSecurityException {
    if (authorities.isEmpty()) {
      return new TrustManager[0];
    }
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    int count = 0;
    for (X509Certificate authority : new PemFile(authorities.get()).certificates()) {
      anchors.setCertificateEntry("authority-" + count++, authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return factory.getTrustManagers();
  }
}
