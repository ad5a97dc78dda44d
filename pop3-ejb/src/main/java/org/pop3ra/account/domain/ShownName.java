package org.pop3ra.account.domain;

import java.util.List;

/**
 * Names that clients show with a password or by SCRAM: also prepared by SASLprep (RFC 4616 section
 * 2, RFC 5802 section 5.1), so that letters of full width or a soft hyphen are no other name. What
 * a client showed comes first, since accounts may be called so.
 *
 * <p>Not for names that others vouch for: where they let people choose one, a look-alike of
 * somebody's must not lead to his account.
 */
public final class ShownName {
  private ShownName() {}

  /** The one that all ways to write it have in common, folded. */
  public static String prepared(String name) {
    return Folding.fold(PreparedText.of(name));
  }

  /** What it may stand for, folded: as shown, and, where that differs, prepared. */
  public static List<String> forms(String name) {
    String shown = Folding.fold(name);
    String prepared = prepared(name);
    return prepared.equals(shown) ? List.of(shown) : List.of(shown, prepared);
  }
}
