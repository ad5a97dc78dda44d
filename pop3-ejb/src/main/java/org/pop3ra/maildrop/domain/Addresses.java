package org.pop3ra.maildrop.domain;

import java.util.ArrayList;
import java.util.List;
import org.pop3ra.account.domain.Folding;

/** Which addresses lead a recipient to a maildrop, the most specific first. */
public final class Addresses {
  private Addresses() {}

  /**
   * The address itself, without its {@code +detail}, and the catch-all of its domain; all folded.
   */
  public static List<String> candidates(String address) {
    String folded = Folding.fold(address);
    List<String> candidates = new ArrayList<>();
    candidates.add(folded);
    int at = folded.lastIndexOf('@');
    if (at >= 0) {
      int plus = folded.indexOf('+');
      if (plus > 0 && plus < at && folded.charAt(0) != '"') {
        candidates.add(folded.substring(0, plus) + folded.substring(at));
      }
      candidates.add(folded.substring(at));
    }
    return candidates;
  }
}
