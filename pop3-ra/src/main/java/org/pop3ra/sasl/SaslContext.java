package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What exchanges of one connection have in common.
 *
 * @param nonces unpredictable texts, each used once: printable ASCII without comma, space and angle
 *     brackets
 * @param hostName what challenges name as their origin
 * @param kerberos who accepts tickets; empty: nobody
 * @param offersBinding whether the client was shown a mechanism that is bound to the channel
 */
public record SaslContext(
    Channel channel,
    Supplier<String> nonces,
    String hostName,
    Optional<GssAcceptor> kerberos,
    boolean offersBinding) {
  public SaslContext {
    requireNonNull(channel, "channel is null");
    requireNonNull(nonces, "nonces is null");
    requireNonNull(hostName, "hostName is null");
    requireNonNull(kerberos, "kerberos is null");
  }

  /** Where nobody accepts tickets. */
  public SaslContext(
      Channel channel, Supplier<String> nonces, String hostName, boolean offersBinding) {
    this(channel, nonces, hostName, Optional.empty(), offersBinding);
  }

  /** A challenge that is never used twice, in the form of a msg-id (RFC 2195 section 2). */
  public String timestamp() {
    return "<" + nonces.get() + "@" + hostName + ">";
  }
}
