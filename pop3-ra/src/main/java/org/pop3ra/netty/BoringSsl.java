package org.pop3ra.netty;

import static java.util.Objects.requireNonNull;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.pop3ra.tls.Engines;
import org.pop3ra.tls.Identity;
import org.pop3ra.tls.Protection;
import org.pop3ra.tls.Terms;
import org.pop3ra.tls.TlsProvider;

/**
 * TLS by BoringSSL, which is native code (netty-tcnative). Need not be there.
 *
 * <ul>
 *   <li>Keys are RSA or EC. Of certificates for one host with both kinds every client gets the
 *       same, also one that can use the other only.
 *   <li>A client that names protocols, and not ours, is refused by {@link AlpnGate}.
 *   <li>Nothing can be exported from a session: there is no binding by {@code tls-exporter}.
 * </ul>
 *
 * @param terms all that engines will be asked for
 * @param nanoClock by which tickets grow old; {@link System#nanoTime}, or a test's
 */
public record BoringSsl(Set<Terms> terms, LongSupplier nanoClock) implements TlsProvider {
  static {
    // As in EventLoops, and perhaps before it.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
  }

  private static final Set<String> KEYS = Set.of("RSA", "EC");
  private static SslContext keeper;

  public BoringSsl {
    terms = Set.copyOf(terms);
    requireNonNull(nanoClock, "nanoClock is null");
  }

  /** With the system's clock. */
  public BoringSsl(Set<Terms> terms) {
    this(terms, System::nanoTime);
  }

  @Override
  public Engines engines(List<Identity> identities, List<X509Certificate> clientAuthorities)
      throws IOException {
    try {
      return of(identities, clientAuthorities);
    } finally {
      // The thread is the container's, and must keep nothing of Netty.
      FastThreadLocal.removeAll();
    }
  }

  private Engines of(List<Identity> identities, List<X509Certificate> clientAuthorities)
      throws IOException {
    requireAvailable();
    keepMapped();
    for (Identity identity : identities) {
      requireUsable(identity);
    }
    Map<Terms, BoringSslContext> contexts = new HashMap<>();
    for (Terms each : terms) {
      contexts.put(
          each, new BoringSslContext(context(each, identities, clientAuthorities), nanoClock));
    }
    return wanted -> requireNonNull(contexts.get(wanted), "unforeseen terms").engine();
  }

  private static void requireAvailable() throws IOException {
    if (!OpenSsl.isAvailable()) {
      throw new IOException(
          "tlsProvider is openssl, and the archive has no netty-tcnative-boringssl-static for this"
              + " platform, or it cannot be loaded: "
              + OpenSsl.unavailabilityCause(),
          OpenSsl.unavailabilityCause());
    }
  }

  /**
   * One context that is never used or freed. Threads that computed with the library end in its
   * code, with pthread_key_create's, and some are the container's: were it unmapped by then, the
   * process would die. What a context asks is held by native code, and with it the class loader and
   * the library.
   */
  private static synchronized void keepMapped() throws IOException {
    if (keeper == null) {
      SslContextBuilder nobody =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.OPENSSL)
              .trustManager(new X509Certificate[0]);
      keeper = ReferenceCountUtil.retain(nobody.build());
    }
  }

  private static void requireUsable(Identity identity) throws IOException {
    String algorithm = identity.key().getAlgorithm();
    if (!KEYS.contains(algorithm)) {
      throw new IOException(
          "%s has a key for %s; tlsProvider openssl takes RSA and EC"
              .formatted(identity, algorithm));
    }
  }

  private static SslContext context(
      Terms terms, List<Identity> identities, List<X509Certificate> clientAuthorities)
      throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(
                new OpenSslCachingX509KeyManagerFactory(new OneKeyManager(identities)))
            .sslProvider(SslProvider.OPENSSL)
            .protocols(Protection.PROTOCOLS)
            .ciphers(Protection.CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
            // Only whom to trust is asked of others; a task for the key costs a handshake a round.
            .option(OpenSslContextOption.USE_TASKS, terms.clientCertificate())
            .clientAuth(terms.clientCertificate() ? ClientAuth.OPTIONAL : ClientAuth.NONE);
    if (!clientAuthorities.isEmpty()) {
      builder.trustManager(clientAuthorities.toArray(X509Certificate[]::new));
    }
    terms.alpn().ifPresent(protocol -> builder.applicationProtocolConfig(only(protocol)));
    try {
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IOException("BoringSSL cannot use the certificates: " + e.getMessage(), e);
    }
  }

  private static ApplicationProtocolConfig only(String protocol) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        protocol);
  }
}
