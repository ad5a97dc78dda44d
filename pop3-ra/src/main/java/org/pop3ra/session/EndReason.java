package org.pop3ra.session;

/** Why a session ended, for the log. */
enum EndReason {
  QUIT,
  /** The client closed its side, or the connection broke, without QUIT. */
  DISCONNECTED,
  IDLE,
  SHUTDOWN,
  LEASE_LOST,
  /** Too many bad commands. */
  BAD_COMMANDS,
  /** A line without an end. */
  FLOOD,
  /** The client spoke HTTP or TLS. */
  FOREIGN_PROTOCOL,
  /** QUIT, but the deletions were not done. */
  COMMIT_FAILED,
  /** QUIT, and nobody knows whether the deletions were done. */
  OUTCOME_UNKNOWN,
  /** The store failed in the middle of a message. */
  CUT_SHORT
}
