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

/** What files become: checked, and in the hands of a provider. */
final class Contexts {
  private Contexts() {}

  /** Checks that each key belongs to its certificate first. */
  static ContextSource.Loaded load(
      TlsProvider provider, List<Identity> identities, Optional<Path> clientAuthorities)
      throws IOException {
    for (Identity identity : identities) {
      KeyCheck.check(identity);
    }
    List<X509Certificate> authorities =
        clientAuthorities.isPresent()
            ? new PemFile(clientAuthorities.get()).certificates()
            : List.of();
    return new ContextSource.Loaded(provider.engines(identities, authorities), identities);
  }

  /** See {@link TlsProvider#JDK}. */
  static Engines engines(List<Identity> identities, List<X509Certificate> authorities)
      throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new IdentityChoice(identities)}, trust(authorities), null);
      return new ContextEngines(context);
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS context can be made: " + e.getMessage(), e);
    }
  }

  /** Nobody is trusted unless authorities are named. */
  private static TrustManager[] trust(List<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    if (authorities.isEmpty()) {
      return new TrustManager[0];
    }
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    for (X509Certificate authority : authorities) {
      anchors.setCertificateEntry("authority-" + anchors.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return factory.getTrustManagers();
  }
}
