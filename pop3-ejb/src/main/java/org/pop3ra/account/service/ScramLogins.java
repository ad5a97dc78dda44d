package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.Optional;
import org.pop3ra.account.domain.ScramSalts;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.ScramCredentials;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

/**
 * Logins by SCRAM. Who is unknown, or has no verifier, has one that nobody satisfies, with the salt
 * that the name would have anyway and the iterations that others show: made for everybody, so that
 * it takes the same time, and read in the same way.
 */
final class ScramLogins {
  private static final System.Logger LOGGER = System.getLogger(ScramLogins.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  private final LookUp lookUp;
  private final Identities identities;

  ScramLogins(LookUp lookUp, Identities identities) {
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    this.identities = requireNonNull(identities, "identities is null");
  }

  /** See {@link org.pop3ra.spi.MaildropListener#verifier}. */
  ScramVerifier verifier(String user, ScramHash hash) throws MaildropException {
    return verifier(user, hash, lookUp.findShown(user));
  }

  Authenticated authenticate(ScramCredentials shown) throws MaildropException {
    Optional<StoredLogin> login = lookUp.findShown(shown.user());
    boolean right = shown.provenBy(verifier(shown.user(), shown.hash(), login));
    if (!right || login.isEmpty() || !LookUp.isSame(shown.authzid(), shown.user())) {
      throw LookUp.refused();
    }
    return LookUp.authenticated(login.get());
  }

  private ScramVerifier verifier(String user, ScramHash hash, Optional<StoredLogin> login)
      throws MaildropException {
    ScramVerifier nobodys = nobodys(user, hash);
    String otherwise = ScramVerifiers.of(nobodys).format();
    try {
      return ScramVerifiers.parse(login.flatMap(StoredLogin::scram).orElse(otherwise))
          .with(hash)
          .orElse(nobodys);
    } catch (IllegalArgumentException e) {
      // An administrator's problem; to the client it is no password.
      LOGGER.log(ERROR, "account {0}: {1}", login.map(StoredLogin::account), e.getMessage());
      return nobodys;
    }
  }

  private ScramVerifier nobodys(String name, ScramHash hash) throws MaildropException {
    byte[] key = new byte[hash.octets()];
    RANDOM.nextBytes(key);
    ScramSalts salts = lookUp.salts();
    int iterations =
        lookUp.iterations().at(salts.position(name), identities.settings().scramIterations());
    return new ScramVerifier(hash, salts.of(name).apply(hash), iterations, key, key);
  }
}
