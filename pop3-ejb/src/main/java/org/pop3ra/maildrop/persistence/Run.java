package org.pop3ra.maildrop.persistence;

import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of one maildrop without a gap: a range of keys in which each is meant.
 *
 * @param first the least of them
 * @param last the greatest of them, which is the first if there is but one
 */
record Run(long first, long last) {

  /** In as few runs as follow one another: the least if they are in ascending order. */
  static List<Run> of(long... sequences) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sequences.length; i++) {
      if (i == sequences.length || sequences[i] != sequences[i - 1] + 1) {
        runs.add(new Run(sequences[from], sequences[i - 1]));
        from = i;
      }
    }
    return runs;
  }
}
