package org.pop3ra.transcript;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.pop3ra.spi.CanonicalMessage;

/**
 * A transcript as read.
 *
 * @param name area and file, such as {@code rfc1939/05-list.pop3}
 * @param source its lines, for messages about it
 * @param clause the first comment line: what it shows
 * @param coreOnly whether it needs what a deployed server does not offer: {@code @core}
 */
public record Transcript(
    String name,
    List<String> source,
    String clause,
    boolean coreOnly,
    List<Given> givens,
    List<Step> steps) {
  public Transcript {
    requireNonNull(name, "name is null");
    source = List.copyOf(source);
    requireNonNull(clause, "clause is null");
    givens = List.copyOf(givens);
    steps = List.copyOf(steps);
  }

  /**
   * What a stage must provide before the first connection.
   *
   * @param words the words after {@code given}, such as {@code maildrop mrose/secret}
   */
  public record Given(int line, List<String> words, List<CanonicalMessage> messages) {
    public Given {
      words = List.copyOf(words);
      messages = List.copyOf(messages);
    }
  }

  /** Something that happens; {@link #line} counts from 1. */
  public sealed interface Step {
    int line();
  }

  /** A client sends octets in one write. */
  public record Send(int line, String client, byte[] octets) implements Step {}

  /** A client receives a line. */
  public record Expect(int line, String client, LinePattern pattern) implements Step {}

  /** A client does something, or sees something, that has no octets. */
  public record Turn(int line, String client, Kind kind) implements Step {
    /** What it is. */
    public enum Kind {
      /** The client makes a TLS handshake, for which the server must be ready. */
      TLS,
      /** The client shuts its output and goes on reading. */
      HALF_CLOSE,
      /** The client vanishes. */
      DROP,
      /** The server has closed, and said nothing more. */
      CLOSED,
      /** The server has closed in the middle of a reply: what it said more has no terminator. */
      CUT
    }
  }

  /** A client plays a whole exchange of AUTH; what the server says last is left to be received. */
  public record Login(int line, String client, String mechanism, String user, String secret)
      implements Step {}

  /** So many messages are in a maildrop. */
  public record Left(int line, String user, int count) implements Step {}

  /** Something that the stage does: its words are the stage's business. */
  public record Action(int line, List<String> words) implements Step {
    public Action {
      words = List.copyOf(words);
    }
  }
}
