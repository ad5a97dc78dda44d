package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What one protocol wants of its handshakes.
 *
 * @param alpn the one protocol that a client may name (RFC 7301); empty where none is registered:
 *     then what clients name is not looked at
 * @param clientCertificate whether clients are asked for a certificate; they need not show one
 */
public record Terms(Optional<String> alpn, boolean clientCertificate) {
  public Terms {
    requireNonNull(alpn, "alpn is null");
  }
}
