package org.pop3ra.netty;

/** What an {@link Exchange} is doing. */
enum Phase {
  /** Waits for input. */
  READING,
  /** Waits for a task, or for a moment in time. */
  WORKING,
  /** Hands over a reply, or waits for the socket to take more of it. */
  WRITING,
  /** Sends a reply whose pieces come from workers. */
  STREAMING,
  /** Makes a TLS handshake. */
  SECURING,
  /** Has said the last word. */
  LEAVING,
  /** The connection is gone. */
  LOST
}
