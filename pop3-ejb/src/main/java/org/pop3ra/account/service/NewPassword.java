package org.pop3ra.account.service;

import java.nio.charset.StandardCharsets;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.PreparedPassword;

/** Checks that a client will be able to send a password. */
final class NewPassword {
  private static final String FIELD = "password";

  /** RFC 2449 section 4: a line has 255 octets, of which "PASS " and CRLF take seven. */
  private static final int MAX_OCTETS = 248;

  private NewPassword() {}

  /** The password as it is kept. */
  static String prepared(String password) throws AccountException {
    if (password.isEmpty()) {
      throw AccountException.invalid(FIELD, "must not be empty");
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw AccountException.invalid(FIELD, "must not contain control characters");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
      throw AccountException.invalid(FIELD, "must be well-formed Unicode");
    }
    String prepared = PreparedPassword.of(password);
    if (octets(password) > MAX_OCTETS || octets(prepared) > MAX_OCTETS) {
      throw AccountException.invalid(
          FIELD, "must have at most 248 octets in UTF-8: a longer one does not fit into PASS");
    }
    return prepared;
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
