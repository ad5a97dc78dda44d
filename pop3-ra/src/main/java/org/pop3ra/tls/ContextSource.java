package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Where keys and certificates come from. Calls block. */
public interface ContextSource {

  /**
   * What was loaded.
   *
   * @param identities what the context can show, as far as that is known
   */
  record Loaded(SSLContext context, List<Identity> identities) {
    public Loaded {
      requireNonNull(context, "context is null");
      identities = List.copyOf(identities);
    }
  }

  /** The files that {@link #load} reads; when one of them changes it is called again. */
  List<Path> files();

  /**
   * Loads all of it, or nothing.
   *
   * @throws IOException its message says what is wrong, and with which file
   */
  Loaded load() throws IOException;
}
