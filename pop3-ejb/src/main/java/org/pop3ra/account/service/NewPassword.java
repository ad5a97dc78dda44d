package org.pop3ra.account.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pop3ra.account.domain.AccountException;

/** Checks that a client will be able to send a password. */
final class NewPassword {
  private static final String FIELD = "password";

  /** RFC 2449 section 4: a line has 255 octets, of which "PASS " and CRLF take seven. */
  private static final int MAX_OCTETS = 248;

  private NewPassword() {}

  /** Its octets in UTF-8, to be wiped. */
  static byte[] octets(String password) throws AccountException {
    if (password.isEmpty()) {
      throw AccountException.invalid(FIELD, "must not be empty");
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw AccountException.invalid(FIELD, "must not contain control characters");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
      throw AccountException.invalid(FIELD, "must be well-formed Unicode");
    }
    byte[] octets = password.getBytes(StandardCharsets.UTF_8);
    if (octets.length > MAX_OCTETS) {
      Arrays.fill(octets, (byte) 0);
      throw AccountException.invalid(
          FIELD, "must have at most 248 octets in UTF-8: a longer one does not fit into PASS");
    }
    return octets;
  }
}
