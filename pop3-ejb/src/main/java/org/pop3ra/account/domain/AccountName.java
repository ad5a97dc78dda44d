package org.pop3ra.account.domain;

/**
 * The name of an account: one word of at most 320 characters that a client can send with USER, an
 * address for example. It begins with no {@code @}, which a catch-all does, and contains no slash,
 * so that it is one segment of a path.
 *
 * @param folded the name by the one rule of {@link Folding}
 */
public record AccountName(String folded) {
  private static final String FIELD = "name";

  /** Checks and folds what an administrator wrote. */
  public static AccountName of(String name) throws AccountException {
    String folded = Words.fold(FIELD, name);
    if (folded.indexOf('/') >= 0 || folded.indexOf('\\') >= 0) {
      throw AccountException.invalid(FIELD, "must not contain a slash or backslash");
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
