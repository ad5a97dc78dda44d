package org.pop3ra.account.domain;

import java.nio.charset.StandardCharsets;

/**
 * The name of an account: one word that a client can send with USER, an address for example. It
 * begins with no {@code @}, which a catch-all does, and contains neither slash nor semicolon, so
 * that it is one segment of a path, without parameters.
 *
 * @param folded the name by the one rule of {@link Folding}
 */
public record AccountName(String folded) {
  private static final String FIELD = "name";

  /** RFC 2449 section 4: a line has 255 octets, of which "USER " and CRLF take seven. */
  private static final int MAX_OCTETS = 248;

  /** Checks and folds what an administrator wrote. */
  public static AccountName of(String name) throws AccountException {
    String folded = Words.fold(FIELD, name);
    if (folded.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
      throw AccountException.invalid(
          FIELD, "must have at most 248 octets in UTF-8: a longer one does not fit into USER");
    }
    if (folded.chars().anyMatch(c -> c == '/' || c == '\\' || c == ';')) {
      throw AccountException.invalid(FIELD, "must not contain a slash, backslash or semicolon");
    }
    if (folded.startsWith("@")) {
      throw AccountException.invalid(FIELD, "must not begin with @");
    }
    // A path segment of that kind never arrives: clients and servers resolve it.
    if (folded.equals(".") || folded.equals("..")) {
      throw AccountException.invalid(FIELD, "must not be . or ..");
    }
    return new AccountName(folded);
  }
}
