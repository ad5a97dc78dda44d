package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pop3ra.sasl.GssAcceptor;
import org.pop3ra.sasl.Nonces;
import org.pop3ra.session.LoginMethods;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ServerRealm;

/** Asks the application what it accepts as proof of identity, once it is ready. Thread-safe. */
final class Identities {
  private final LoginSettings settings;
  private final String hostName;
  private final IdentitySettings told;
  private final Nonces nonces = new Nonces();
  private volatile LoginMethods methods;

  /** {@code realm} is the server's, for an application that asks it. */
  Identities(Settings settings, ServerRealm realm) {
    this.settings = settings.logins();
    told = this.settings.identities().in(realm);
    this.hostName = settings.lmtp().sessions().hostName();
    methods =
        new LoginMethods(
            Set.of(), Set.of(), false, hostName, told.certificateName(), Optional.empty(), nonces);
  }

  /**
   * Whether the application is ready, and has said how clients may log in.
   *
   * @throws IllegalStateException if it is ready and cannot say; it is asked again later
   */
  boolean ready(MaildropListener listener, Optional<String> nodeName) {
    requireNonNull(nodeName, "nodeName is null");
    try {
      return listener.ready(nodeName) && ask(listener);
    } catch (MaildropException e) {
      throw new IllegalStateException("it cannot say how clients log in: " + e.getMessage(), e);
    }
  }

  /** How clients may log in; before the first {@link #ready} in no way. */
  LoginMethods methods() {
    return methods;
  }

  private boolean ask(MaildropListener listener) throws MaildropException {
    methods =
        new LoginMethods(
            proofs(listener),
            settings.mechanisms(),
            settings.apop(),
            hostName,
            told.certificateName(),
            settings.keytab().map(GssAcceptor.class::cast),
            nonces);
    return true;
  }

  /** Without keys no ticket can be accepted, whatever the application says. */
  private Set<Proof> proofs(MaildropListener listener) throws MaildropException {
    return listener.proofs(told).stream()
        .filter(proof -> proof != Proof.KERBEROS || settings.keytab().isPresent())
        .collect(Collectors.toSet());
  }
}
