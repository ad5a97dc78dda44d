package org.pop3ra.account.domain;

import java.util.Set;

/** What names and addresses have in common: a word that a client can send and a person can read. */
final class Words {
  private static final int MAX_LENGTH = 320;

  /** Invisible, or without a meaning of their own: two names could look the same. */
  private static final Set<Integer> UNSEEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.PRIVATE_USE,
          (int) Character.UNASSIGNED,
          (int) Character.SPACE_SEPARATOR,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private Words() {}

  static String fold(String field, String word) throws AccountException {
    if (word.codePoints().anyMatch(Words::isUnseen)) {
      throw AccountException.invalid(
          field, "must not contain spaces, control characters or invisible characters");
    }
    String folded = Folding.fold(word);
    if (folded.isEmpty() || folded.length() > MAX_LENGTH) {
      throw AccountException.invalid(field, "must have 1 to " + MAX_LENGTH + " characters");
    }
    return folded;
  }

  /** The replacement character stands for octets that were no UTF-8. */
  private static boolean isUnseen(int c) {
    return c == 0xFFFD || UNSEEN.contains(Character.getType(c));
  }
}
