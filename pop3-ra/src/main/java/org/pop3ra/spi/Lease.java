package org.pop3ra.spi;

/**
 * The exclusive hold of one session on one maildrop. Opaque to the adapter, which gives it back to
 * the listener that made it. Both methods may be called from any thread, return at once, and never
 * throw.
 */
public interface Lease {

  /**
   * Whether this node may still believe in the lease, by a monotonic clock and without I/O. Once
   * {@code false} it stays {@code false}: the session must answer no further command from what it
   * knows.
   */
  boolean current();

  /**
   * Gives the lease back without deleting anything; the work itself is done soon after. Repeated
   * calls, and calls after a commit, do nothing.
   */
  void release();
}
