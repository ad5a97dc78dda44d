package org.pop3ra.spi;

/**
 * The exclusive hold of one session on one maildrop. Opaque to the adapter, which gives it back to
 * the listener that made it: the place for all that the listener wants to know of the session. Both
 * methods may be called from any thread, an event loop's included: they return at once, without
 * I/O, and never throw.
 *
 * <p>A lease that can be lost without its holder's knowledge, because the node stalled or lost
 * touch with the others, runs out for the holder ({@link #current}) before anybody else may have
 * it, and {@link MaildropListener#read} and {@link MaildropListener#commit} check it again where it
 * is kept.
 */
public interface Lease {

  /**
   * Whether this node may still believe in the lease, by a monotonic clock and without I/O. Once
   * {@code false} it stays {@code false}: the session must answer no further command from what it
   * knows. Asked before each command. {@code true} for ever, where a lease cannot be lost.
   */
  boolean current();

  /**
   * Gives the lease back without deleting anything; the work itself may be done soon after, on
   * another thread: within half a second, because that is for how long the adapter lets the next
   * login of the same user wait. Called at the end of each session, once or more often; repeated
   * calls, and calls after a commit, do nothing.
   */
  void release();
}
