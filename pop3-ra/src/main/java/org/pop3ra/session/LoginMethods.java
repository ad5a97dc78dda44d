package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pop3ra.sasl.GssAcceptor;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.Nonces;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.Proof;

/**
 * How clients may log in, whatever their connection.
 *
 * @param proofs what the listener accepts
 * @param mechanisms what the administrator allows of SASL
 * @param apop whether the administrator allows APOP
 * @param hostName what challenges name as their origin
 * @param certificateName what of a client's certificate is the account's name; with {@code NONE}
 *     the listener alone knows, and any certificate may be a proof
 * @param kerberos who accepts tickets; there if {@code proofs} has {@link Proof#KERBEROS}
 * @param nonces as in {@link org.pop3ra.sasl.SaslContext}; thread-safe
 */
public record LoginMethods(
    Set<Proof> proofs,
    Set<Mechanism> mechanisms,
    boolean apop,
    String hostName,
    CertificateName certificateName,
    Optional<GssAcceptor> kerberos,
    Supplier<String> nonces) {
  public LoginMethods {
    proofs = Set.copyOf(proofs);
    mechanisms = Set.copyOf(mechanisms);
    requireNonNull(hostName, "hostName is null");
    requireNonNull(certificateName, "certificateName is null");
    if (proofs.contains(Proof.KERBEROS) && kerberos.isEmpty()) {
      throw new IllegalArgumentException("nobody accepts tickets");
    }
    requireNonNull(nonces, "nonces is null");
  }

  /** Every way that these proofs allow; tickets are not among them. */
  public static LoginMethods of(Set<Proof> proofs, String hostName) {
    Set<Proof> others = EnumSet.noneOf(Proof.class);
    others.addAll(proofs);
    others.remove(Proof.KERBEROS);
    return new LoginMethods(
        others,
        EnumSet.allOf(Mechanism.class),
        true,
        hostName,
        CertificateName.NONE,
        Optional.empty(),
        new Nonces());
  }
}
