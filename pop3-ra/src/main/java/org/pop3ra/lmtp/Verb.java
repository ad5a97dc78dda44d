package org.pop3ra.lmtp;

import java.util.Optional;

/** The commands of RFC 2033, and the two of ESMTP that it replaces. */
enum Verb {
  LHLO,
  MAIL,
  RCPT,
  DATA,
  /** RFC 3030. */
  BDAT,
  RSET,
  NOOP,
  VRFY,
  /** RFC 3207. */
  STARTTLS,
  QUIT,
  /** RFC 2033 section 4.1: not present, and named only to be refused as it says. */
  HELO,
  EHLO;

  /** Case-insensitive for ASCII letters, and for nothing that merely folds to them. */
  static Optional<Verb> of(String word) {
    for (Verb verb : values()) {
      if (verb.name().equalsIgnoreCase(word) && Characters.ascii(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
