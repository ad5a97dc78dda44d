package org.pop3ra.session;

/** Why the server ends a conversation of its own accord. */
public enum Dismissal {
  /** The client was silent for too long. */
  IDLE,
  /** The server stops, suspends, or the application is undeployed. */
  SHUTDOWN
}
