package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.Nonces;
import org.pop3ra.spi.Proof;

/**
 * How clients may log in, whatever their connection.
 *
 * @param proofs what the listener accepts
 * @param mechanisms what the administrator allows of SASL
 * @param apop whether the administrator allows APOP
 * @param hostName what challenges name as their origin
 * @param nonces as in {@link org.pop3ra.sasl.SaslContext}; thread-safe
 */
public record LoginMethods(
    Set<Proof> proofs,
    Set<Mechanism> mechanisms,
    boolean apop,
    String hostName,
    Supplier<String> nonces) {
  public LoginMethods {
    proofs = Set.copyOf(proofs);
    mechanisms = Set.copyOf(mechanisms);
    requireNonNull(hostName, "hostName is null");
    requireNonNull(nonces, "nonces is null");
  }

  /** Every way that these proofs allow. */
  public static LoginMethods of(Set<Proof> proofs, String hostName) {
    return new LoginMethods(proofs, EnumSet.allOf(Mechanism.class), true, hostName, new Nonces());
  }
}
