package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of a connection's TLS once its handshake is over. Immutable; nobody writes to the
 * arrays.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite its name in the IANA registry
 * @param clientCertificates the client's chain, its own certificate first, verified against the
 *     configured trust anchors; empty if it showed none or none was asked for
 * @param endPoint has what {@link #serverEndPoint} returns: is asked several times by mechanisms
 *     that bind, and never by most sessions without them
 * @param exporter the 32 octets of the channel binding {@code tls-exporter} (RFC 9266 section 2);
 *     empty where the TLS provider cannot export keying material
 */
public record TlsSession(
    String protocol,
    String cipherSuite,
    List<X509Certificate> clientCertificates,
    Supplier<Optional<byte[]>> endPoint,
    Optional<byte[]> exporter) {

  public TlsSession {
    requireNonNull(protocol, "protocol is null");
    requireNonNull(cipherSuite, "cipherSuite is null");
    clientCertificates = List.copyOf(clientCertificates);
    requireNonNull(endPoint, "endPoint is null");
    requireNonNull(exporter, "exporter is null");
  }

  /**
   * The channel binding {@code tls-server-end-point} (RFC 5929 section 4): the hash of the
   * certificate that the server showed; empty where RFC 5929 defines none for its signature
   * algorithm.
   */
  public Optional<byte[]> serverEndPoint() {
    return endPoint.get();
  }

  /** Protocol and cipher suite, and nothing that is derived from keys. */
  @Override
  public String toString() {
    return protocol + " " + cipherSuite;
  }
}
