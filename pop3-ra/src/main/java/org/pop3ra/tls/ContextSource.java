package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where keys and certificates come from. Calls block, but for {@link #mayBlock}. */
public interface ContextSource {

  /**
   * What was loaded.
   *
   * @param identities what the engines can show, as far as that is known
   */
  record Loaded(Engines engines, List<Identity> identities) {
    public Loaded {
      requireNonNull(engines, "engines is null");
      identities = List.copyOf(identities);
    }
  }

  /** The files that {@link #load} reads; when one of them changes it is called again. */
  List<Path> files();

  /**
   * Whether handshakes ask code that is not ours to trust a client, which may take its time: to
   * look for a revocation, or for the client in a directory.
   */
  boolean mayBlock();

  /**
   * Loads all of it, or nothing.
   *
   * @throws IOException its message says what is wrong, and with which file
   */
  Loaded load() throws IOException;
}
