package org.pop3ra.maildrop.domain;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.pop3ra.spi.Upload;

/**
 * A large message on its way in: its content row, the token that the sweep would clear, and how
 * many chunks came. Used by one thread at a time, handed over safely between them.
 */
public final class StoredUpload implements Upload {
  private final long content;
  private final UUID token;
  private int parts;

  public StoredUpload(long content, UUID token) {
    this.content = content;
    this.token = requireNonNull(token, "token is null");
  }

  public long content() {
    return content;
  }

  public UUID token() {
    return token;
  }

  /** The number of the chunk to come: how many came before it. */
  public int nextPart() {
    return parts;
  }

  /** That chunk was committed. */
  public void appended() {
    parts++;
  }
}
