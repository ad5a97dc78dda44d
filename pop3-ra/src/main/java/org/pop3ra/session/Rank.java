package org.pop3ra.session;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * In what order logins are checked when not all can be at once: those of better standing first, and
 * of these those from an address that tries less. So each address has its turn, and who tries again
 * and again is behind whoever does not, from the moment that he does.
 *
 * @param tries others of late from the same address, of which more than a few are all the same
 */
record Rank(Standing standing, int tries) implements Comparable<Rank> {
  private static final int MOST = 8;
  private static final Comparator<Rank> ORDER =
      comparing(Rank::standing).thenComparingInt(Rank::tries);

  Rank {
    requireNonNull(standing, "standing is null");
    // Less than none where the tries, its own among them, were forgotten meanwhile.
    tries = Math.max(0, Math.min(tries, MOST));
  }

  /** No other of this standing comes before it. */
  static Rank first(Standing standing) {
    return new Rank(standing, 0);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
