package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.pop3ra.spi.AlternativeNames;

/**
 * A certificate that the server can show, and the key that proves it.
 *
 * @param chain the server's own certificate first
 * @param source where it comes from, for an administrator
 */
public record Identity(PrivateKey key, List<X509Certificate> chain, String source) {
  public Identity {
    requireNonNull(key, "key is null");
    chain = List.copyOf(chain);
    requireNonNull(source, "source is null");
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("the chain is empty");
    }
  }

  /** The server's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The DNS names that it stands for, as they are written in it, wildcards too. */
  public List<String> names() {
    return AlternativeNames.DNS.in(certificate());
  }

  /** The first moment at which it, or a certificate of its chain, is not valid any more. */
  public Instant expires() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Whether it stands for a host (RFC 6125 section 6.4: a wildcard is for one whole label). */
  boolean standsFor(String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    String wildcard = dot < 0 ? wanted : "*" + wanted.substring(dot);
    return names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(wanted) || name.equals(wildcard));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return source + " " + names();
  }
}
