package org.pop3ra.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What the server may say. A closed set of values; only {@link ReplyEncoder} knows how they look on
 * the wire.
 */
public sealed interface Reply {

  /** Success, with words for people. */
  record Ok(Text text) implements Reply {
    public Ok {
      requireNonNull(text, "text is null");
    }
  }

  /** Success, with facts for programs: numbers, sizes, unique-ids. */
  record Facts(String facts) implements Reply {
    public Facts {
      requireNonNull(facts, "facts is null");
    }
  }

  /** Failure. */
  record Err(Optional<ResponseCode> code, Text text) implements Reply {
    public Err {
      requireNonNull(code, "code is null");
      requireNonNull(text, "text is null");
    }
  }

  /** Success with a short list. */
  record Lines(Text text, List<String> lines) implements Reply {
    public Lines {
      requireNonNull(text, "text is null");
      lines = List.copyOf(lines);
    }
  }

  /** A question within an AUTH exchange (RFC 5034 section 4); not copied. */
  record Challenge(byte[] octets) implements Reply {
    public Challenge {
      requireNonNull(octets, "octets is null");
    }
  }

  /** Success, with words for people and a timestamp for APOP (RFC 1939 section 7). */
  record Greeting(Text text, String timestamp) implements Reply {
    public Greeting {
      requireNonNull(text, "text is null");
      requireNonNull(timestamp, "timestamp is null");
    }
  }

  static Reply ok(Text text) {
    return new Ok(text);
  }

  static Err err(Text text) {
    return new Err(Optional.empty(), text);
  }

  static Err err(ResponseCode code, Text text) {
    return new Err(Optional.of(code), text);
  }
}
