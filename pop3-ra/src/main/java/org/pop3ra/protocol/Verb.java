package org.pop3ra.protocol;

import java.util.Optional;

/**
 * The commands of POP3, each with the number of arguments that it takes. Every state of the session
 * answers every verb.
 */
public enum Verb {
  /** RFC 1939 section 7. */
  APOP(2, 2),
  /** RFC 5034 section 4; without arguments, which no RFC describes, some clients ask for a list. */
  AUTH(0, 2),
  /** RFC 2449 section 5. */
  CAPA(0, 0),
  /** RFC 1939 section 5. */
  DELE(1, 1),
  /** RFC 1939 section 5. */
  LIST(0, 1),
  /** RFC 1939 section 5. */
  NOOP(0, 0),
  /** RFC 1939 section 7: all that follows the first space is the password, spaces included. */
  PASS(1, 1),
  /** RFC 1939 sections 4 to 6. */
  QUIT(0, 0),
  /** RFC 1939 section 5. */
  RETR(1, 1),
  /** RFC 1939 section 5. */
  RSET(0, 0),
  /** RFC 1939 section 5. */
  STAT(0, 0),
  /** RFC 2595 section 4. */
  STLS(0, 0),
  /** RFC 1939 section 7. */
  TOP(2, 2),
  /** RFC 1939 section 7. */
  UIDL(0, 1),
  /** RFC 1939 section 7. */
  USER(1, 1);

  private static final Verb[] VERBS = values();

  private final int fewest;
  private final int most;

  Verb(int fewest, int most) {
    this.fewest = fewest;
    this.most = most;
  }

  /**
   * Finds the verb that the first {@code length} octets spell, in any case (RFC 1939 section 3).
   */
  static Optional<Verb> spelled(byte[] line, int length) {
    for (Verb verb : VERBS) {
      if (verb.isSpelled(line, length)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** Whether the argument is all that follows the first space. */
  boolean verbatim() {
    return this == PASS;
  }

  private boolean isSpelled(byte[] line, int length) {
    if (length != name().length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (upper(line[i]) != name().charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** ASCII only: the case of no locale and no other alphabet may match. */
  private static int upper(byte octet) {
    return octet >= 'a' && octet <= 'z' ? octet - 'a' + 'A' : octet;
  }
}
