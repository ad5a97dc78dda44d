package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.pop3ra.account.domain.EncryptedSecret;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.MaildropException;

/**
 * Logins by CRAM-MD5 and APOP, for accounts that opted in. For others, and unknown names, a secret
 * of nobody is decrypted and compared, which takes the same time.
 */
final class ChallengeLogins {
  private static final System.Logger LOGGER = System.getLogger(ChallengeLogins.class.getName());

  private final LookUp lookUp;
  private final Identities identities;

  ChallengeLogins(LookUp lookUp, Identities identities) {
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    this.identities = requireNonNull(identities, "identities is null");
  }

  Authenticated authenticate(ChallengeCredentials shown) throws MaildropException {
    SecretKey key = identities.settings().secretKey().orElseThrow(LookUp::refused);
    Optional<StoredLogin> login = lookUp.find(shown.user());
    EncryptedSecret nobodys = EncryptedSecret.of("nobody's", key);
    Optional<EncryptedSecret> stored = login.flatMap(StoredLogin::secret);
    boolean right = isRight(shown, stored.orElse(nobodys), key, login);
    if (!right || login.isEmpty() || stored.isEmpty()) {
      throw LookUp.refused();
    }
    return LookUp.authenticated(login.get());
  }

  private static boolean isRight(
      ChallengeCredentials shown,
      EncryptedSecret secret,
      SecretKey key,
      Optional<StoredLogin> login) {
    Optional<byte[]> octets = secret.decrypt(key);
    if (octets.isEmpty()) {
      LOGGER.log(
          ERROR,
          "account {0}: its secret was encrypted with another secretKey: set its password again",
          login.map(StoredLogin::account).orElseThrow());
      return false;
    }
    boolean right = shown.provenBy(octets.get());
    Arrays.fill(octets.get(), (byte) 0);
    return right;
  }
}
