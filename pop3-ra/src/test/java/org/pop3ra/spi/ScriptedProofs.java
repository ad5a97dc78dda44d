package org.pop3ra.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pop3ra.spi.MaildropException.Reason;

/** Whose credentials are right, for {@link ScriptedMaildrops}, which guards it. */
final class ScriptedProofs {
  private static final int ITERATIONS = 4096;

  private final Map<String, String> tokens = new HashMap<>();
  private final Function<String, Optional<String>> passwords;

  /** With the password of each folded name that is known. */
  ScriptedProofs(Function<String, Optional<String>> passwords) {
    this.passwords = requireNonNull(passwords, "passwords is null");
  }

  void token(String token, String user) {
    tokens.put(token, fold(user));
  }

  /** Salted with the name, so that it is the same each time. */
  static ScramVerifier verifier(ScramHash hash, String foldedUser, String password) {
    byte[] salt = ("salt of " + foldedUser).getBytes(UTF_8);
    return ScramVerifier.of(hash, password, salt, ITERATIONS);
  }

  /** Whose credentials these are, folded. */
  String user(Credentials credentials) throws MaildropException {
    if (credentials instanceof TokenCredentials token) {
      return proven(token);
    }
    if (credentials instanceof KerberosCredentials ticket) {
      return proven(ticket);
    }
    String user =
        credentials instanceof CertificateCredentials shown
            ? fold(commonName(shown))
            : fold(credentials.user());
    if (passwords.apply(user).filter(known -> isProven(credentials, user, known)).isEmpty()) {
      throw new MaildropException(Reason.CREDENTIALS, "unknown, or wrong");
    }
    return user;
  }

  private String proven(TokenCredentials shown) throws MaildropException {
    String user = tokens.get(shown.token());
    if (user == null || !isSame(shown.user(), user)) {
      throw new MaildropException(
          new TokenRefusal("invalid_token", "pop", "https://id.example.org/config"), "told so");
    }
    return user;
  }

  /** The realm is not looked at. */
  private String proven(KerberosCredentials shown) throws MaildropException {
    String user = fold(shown.principal().replaceAll("@.*", ""));
    if (passwords.apply(user).isEmpty() || !isSame(shown.user(), user)) {
      throw new MaildropException(Reason.CREDENTIALS, "unknown, or another's");
    }
    return user;
  }

  private static boolean isProven(Credentials credentials, String user, String password) {
    if (credentials instanceof PasswordCredentials shown) {
      return shown.password().equals(password) && isSame(shown.authzid(), user);
    }
    if (credentials instanceof ChallengeCredentials shown) {
      return shown.provenBy(password.getBytes(UTF_8));
    }
    if (credentials instanceof ScramCredentials shown) {
      return shown.provenBy(verifier(shown.hash(), user, password))
          && isSame(shown.authzid(), user);
    }
    return credentials instanceof CertificateCredentials && isSame(credentials.user(), user);
  }

  private static boolean isSame(String wanted, String user) {
    return wanted.isEmpty() || fold(wanted).equals(user);
  }

  private static String commonName(CertificateCredentials shown) {
    return shown.certificate().getSubjectX500Principal().getName().replaceAll("^CN=", "");
  }

  static String fold(String user) {
    return user.toLowerCase(Locale.ROOT);
  }
}
