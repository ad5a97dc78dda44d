package org.pop3ra.session;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One connection's protocol, without I/O and without threads. All calls come from one thread at a
 * time (the connection's event loop), and a new call comes only after the outcome of the one before
 * was carried out to its end: one command in flight. Only tasks inside an {@link Outcome} block,
 * and they run elsewhere.
 *
 * @param <L> the listener type that tasks call
 */
public interface Conversation<L> {

  /** The greeting. */
  Outcome<L> open();

  /**
   * Takes octets from {@code input} up to the end of the next command, or all of them. What is left
   * in {@code input} belongs to later calls and stays with the caller; a partial line is kept here,
   * within the line limit of the state.
   *
   * @return {@link Outcome.More} only if all of {@code input} was consumed
   */
  Outcome<L> receive(ByteBuffer input);

  /**
   * The client has shut its output; all it sent before was received. Nothing follows but the close.
   */
  Outcome<L> endOfInput();

  /**
   * The server is going away, or a limit of time ran out between two commands.
   *
   * @return what to say before the close
   */
  Outcome<L> dismiss(Dismissal why);

  /**
   * The connection is gone or is being closed. Gives back what is held; called at least once,
   * idempotent. If a task is in flight, called after its continuation has run.
   */
  void abandon();

  /**
   * How long the client may be silent from now on (RFC 1939 section 3, autologout); asked at the
   * end of each reply. May be zero.
   */
  Duration idleLimit();

  /** One line for the log at the end of the connection; user text escaped, no secrets. */
  String summary();
}
