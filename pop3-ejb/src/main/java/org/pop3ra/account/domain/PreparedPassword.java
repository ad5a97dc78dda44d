package org.pop3ra.account.domain;

import java.util.List;

/**
 * Passwords by SASLprep (RFC 4013), so that the ways in which one text can be written in Unicode
 * are one password. Characters that Unicode 3.2 did not know pass; what SASLprep prohibits leaves
 * the password as it is, since an account may have had it for long.
 */
public final class PreparedPassword {
  private PreparedPassword() {}

  /** As it is kept from now on. */
  public static String of(String password) {
    return PreparedText.of(password);
  }

  /** As it may have been kept: prepared, and, where that differs, as shown. */
  public static List<String> forms(String password) {
    String prepared = of(password);
    return prepared.equals(password) ? List.of(password) : List.of(prepared, password);
  }
}
