package org.pop3ra.account.domain;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many names show how many iterations of SCRAM. After a change of the setting the accounts
 * follow one by one; a name that nobody has shows what as large a share of the others does, so that
 * neither number says who is there.
 *
 * @param names how many names, by their iterations
 */
public record IterationSpread(NavigableMap<Integer, Long> names) {
  public IterationSpread {
    names = Collections.unmodifiableNavigableMap(new TreeMap<>(names));
  }

  /** Of an installation where no name has any. */
  public static IterationSpread none() {
    return new IterationSpread(new TreeMap<>());
  }

  /**
   * The iterations of a name that nobody has.
   *
   * @param position of the name among all, from 0 to less than 1: the fewest iterations come first,
   *     so that a name moves to more of them as those of the accounts do
   * @param otherwise where no name shows any
   */
  public int at(double position, int otherwise) {
    long all = names.values().stream().mapToLong(Long::longValue).sum();
    long left = (long) (position * all);
    for (Map.Entry<Integer, Long> some : names.entrySet()) {
      left -= some.getValue();
      if (left < 0) {
        return some.getKey();
      }
    }
    return otherwise;
  }
}
