package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A message's canonical form: trace header in front, CRLF line ends, final CRLF, not dot-stuffed.
 * Either whole in memory, or appended to an upload. At most {@link Integer#MAX_VALUE} octets.
 */
public sealed interface Content {
  /** Octets of a chunk; messages up to this size stay in memory. */
  int CHUNK = 64 * 1024;

  /** What is known of it. */
  Facts facts();

  /**
   * What is known of the content once all of it was seen.
   *
   * @param octets its length
   * @param headerOctets the header with the empty line that ends it; all octets where no empty line
   *     does
   * @param stuffed whether some line starts with a dot
   * @param sha256 32 octets; not copied, nobody may change them
   */
  record Facts(int octets, int headerOctets, boolean stuffed, byte[] sha256) {
    public Facts {
      requireNonNull(sha256, "sha256 is null");
    }
  }

  /** A message of at most {@link #CHUNK} octets; not copied, nobody may change it. */
  record InMemory(Facts facts, byte[] octets) implements Content {
    public InMemory {
      requireNonNull(facts, "facts is null");
      requireNonNull(octets, "octets is null");
    }
  }

  /** A message whose chunks were all appended before. */
  record Uploaded(Facts facts, Upload upload) implements Content {
    public Uploaded {
      requireNonNull(facts, "facts is null");
      requireNonNull(upload, "upload is null");
    }
  }
}
