package org.pop3ra.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.pop3ra.netty.BoringSsl;

/** Certificates of the directory {@code tls}, and clients that believe any. */
public final class TestTls {
  /** What POP3 wants. */
  public static final Terms POP3 = new Terms(Optional.of("pop3"), false);

  /** What POP3 wants where clients may show a certificate. */
  public static final Terms POP3_WITH_CERTIFICATES = new Terms(Optional.of("pop3"), true);

  /** BoringSSL, which is there where tests run. */
  public static final TlsProvider BORING_SSL = new BoringSsl(Set.of(POP3, POP3_WITH_CERTIFICATES));

  private TestTls() {}

  /** A file of the test resources; they must lie in a directory, not in an archive. */
  public static Path file(String name) {
    try {
      URL url = TestTls.class.getResource("/tls/" + name);
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** PEM files, named without ending. */
  public static KeyFiles pem(String... names) {
    return new KeyFiles(pairs(names), Optional.empty());
  }

  /** A pair of such files for each name. */
  public static List<KeyFiles.Pair> pairs(String... names) {
    return Stream.of(names)
        .map(name -> new KeyFiles.Pair(file(name + ".pem"), file(name + ".key")))
        .toList();
  }

  /** What a server on loopback shows. */
  public static ServerEngines engines(String... names) {
    return engines(TlsProvider.JDK, names);
  }

  /** The same by another provider. */
  public static ServerEngines engines(TlsProvider provider, String... names) {
    try {
      Engines engines = new KeyFiles(pairs(names), Optional.empty(), provider).load().engines();
      return new ServerEngines(() -> engines, POP3, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What shows the same to clients whom it asks for a certificate, too. */
  public static ServerEngines askingEngines(String... names) {
    try {
      Engines engines =
          new KeyFiles(pairs(names), Optional.of(file("client-ca.pem")), TlsProvider.JDK)
              .load()
              .engines();
      return new ServerEngines(() -> engines, POP3_WITH_CERTIFICATES, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SSLContext client() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Gullible()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that shows a certificate. */
  public static SSLContext client(KeyFiles.Pair shown) {
    try {
      X509Certificate certificate = certificate(shown);
      String algorithm = certificate.getPublicKey().getAlgorithm();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "client",
          new PemFile(shown.key()).key(algorithm),
          new char[0],
          new X509Certificate[] {certificate});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {new Gullible()}, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one that such files are about. */
  public static X509Certificate certificate(KeyFiles.Pair files) {
    try {
      return new PemFile(files.chain()).certificates().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code tls-server-end-point} (RFC 5929 section 4.1) of a certificate signed with SHA-256. */
  public static byte[] serverEndPoint(SSLSession session) throws IOException {
    try {
      byte[] shown = session.getPeerCertificates()[0].getEncoded();
      return MessageDigest.getInstance("SHA-256").digest(shown);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Gullible extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
