package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pop3ra.protocol.Octets;
import org.pop3ra.protocol.Sink;

/**
 * What a conversation wants done next. Carried out in full before the conversation is called again.
 *
 * @param <L> the listener type that tasks call
 */
public sealed interface Outcome<L> {

  /** What follows a reply. */
  enum After {
    CONTINUE,
    /**
     * The connection is closed once the octets are written: output shut first, input drained
     * briefly.
     */
    CLOSE
  }

  /** Nothing to say yet: more input is needed. */
  record More<L>() implements Outcome<L> {}

  /**
   * Octets for the wire, complete with CRLF; may be empty. Not copied: the conversation does not
   * touch them again.
   */
  record Reply<L>(byte[] octets, After after) implements Outcome<L> {
    public Reply {
      requireNonNull(octets, "octets is null");
      requireNonNull(after, "after is null");
    }
  }

  /**
   * A task for a worker. Its continuation is then run on the connection's thread and says what is
   * next.
   */
  record Blocking<L>(Lane lane, Task<L> task) implements Outcome<L> {
    public Blocking {
      requireNonNull(lane, "lane is null");
      requireNonNull(task, "task is null");
    }
  }

  /**
   * A reply whose octets come in pieces: {@code first}, at least one octet and not copied, is
   * written at once, the others are fetched one by one, see {@link Pieces}.
   */
  record Stream<L>(byte[] first, Pieces<L> pieces) implements Outcome<L> {
    public Stream {
      requireNonNull(first, "first is null");
      requireNonNull(pieces, "pieces is null");
    }
  }

  /** Wait, holding no thread, then go on. */
  record Later<L>(Duration delay, Supplier<Outcome<L>> then) implements Outcome<L> {
    public Later {
      requireNonNull(delay, "delay is null");
      requireNonNull(then, "then is null");
    }
  }

  /**
   * Octets for the wire, the last in the clear; then the server's side of a TLS handshake, and then
   * {@code then}. Nothing that the client sent before the handshake is received after it: whoever
   * carries this out closes the connection if there is any (RFC 3207 section 6).
   */
  record StartTls<L>(byte[] octets, Function<TlsSession, Outcome<L>> then) implements Outcome<L> {
    public StartTls {
      requireNonNull(octets, "octets is null");
      requireNonNull(then, "then is null");
    }
  }

  /** In what order tasks get a worker, and whether they may be refused: commits never are. */
  enum Lane {
    COMMIT,
    SLICE,
    LOGIN,
    DELIVERY
  }

  /** The blocking part of a command. */
  interface Task<L> {
    /**
     * Runs on a worker; touches nothing of the conversation but what is immutable. What a listener
     * is declared to throw is handled within.
     *
     * @return the continuation, run on the connection's thread even if the connection was lost
     *     meanwhile
     * @throws Exception our bug or the container's failure; the caller logs it
     */
    Supplier<Outcome<L>> run(L listener) throws Exception;

    /** The task did not bring a continuation; on the connection's thread. */
    Outcome<L> failed(Failure why);
  }

  /** Why a task brought no continuation. */
  enum Failure {
    /** No worker was free within the limit of time: the task was never started. */
    BUSY,
    /** It was started and threw: what it did is not known. */
    BROKEN
  }

  /**
   * What follows the first piece of a streamed reply. {@link #next} is called by one worker at a
   * time, one piece ahead of the write at most. Nothing here is touched by the conversation while
   * the stream runs.
   */
  interface Pieces<L> {
    /**
     * The next octets for the wire.
     *
     * @throws Exception the store failed in mid-reply: the connection is closed without a
     *     terminator
     */
    Piece next(L listener) throws Exception;

    /**
     * The stream is over, on the connection's thread; {@code complete} if the last piece was
     * written out.
     */
    Outcome<L> ended(boolean complete);
  }

  /**
   * Pieces that are made of what is in memory: {@link #next()} does not block, so that no worker is
   * asked for it. Called on the connection's thread, other connections' turns in between.
   */
  interface ReadyPieces<L> extends Pieces<L> {
    /** As {@link #next(Object)}, without a listener. */
    Piece next();

    @Override
    default Piece next(L listener) {
      return next();
    }
  }

  /** Octets of a streamed reply: what nobody changes any more, wherever it is. */
  interface Piece {
    /** How many there are, at least one. */
    int size();

    /** Whether the terminator is among them. */
    boolean last();

    /** Appends them. By any thread, but not by two at once. */
    void writeTo(Sink out);

    /** Octets that are there already. */
    record Ready(Octets octets, boolean last) implements Piece {
      public Ready {
        requireNonNull(octets, "octets is null");
      }

      @Override
      public int size() {
        return octets.size();
      }

      @Override
      public void writeTo(Sink out) {
        octets.copyTo(out);
      }
    }
  }
}
