package org.pop3ra.bench.compare;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Who can be measured against. */
final class Peers {
  private static final String NONE = "none";
  private static final String DOVECOT = "dovecot";

  private Peers() {}

  /**
   * The peer of a name: {@code dovecot} in its best configuration for each row, {@code
   * dovecot-multi} and the like in that one for all rows, or a running server's ports and process.
   * Empty: none.
   */
  static Optional<Contestant> named(String name, Path directory, Ours ours, Layout layout)
      throws BenchException {
    if (name.equals(NONE)) {
      return Optional.empty();
    }
    if (!name.startsWith(DOVECOT)) {
      return Optional.of(Running.parse(name));
    }
    Optional<DovecotStore> store = store(name);
    Path home = directory.resolve(DOVECOT);
    return Optional.of(new Dovecot(home, ours.certificates(), layout.accounts(), store));
  }

  private static Optional<DovecotStore> store(String name) throws BenchException {
    for (DovecotStore store : DovecotStore.values()) {
      if (name.equals(DOVECOT + "-" + store.key())) {
        return Optional.of(store);
      }
    }
    if (!name.equals(DOVECOT)) {
      throw new BenchException(
          "bench.peer is '%s': Dovecot's configurations are multi, maildir, mdbox."
              .formatted(name.toLowerCase(Locale.ROOT)));
    }
    return Optional.empty();
  }
}
