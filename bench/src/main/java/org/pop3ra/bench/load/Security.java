package org.pop3ra.bench.load;

/** How a client connects. */
public enum Security {
  /** Without TLS. */
  NONE,
  /** Implicit TLS, a full handshake each time. */
  TLS,
  /** Implicit TLS; each client resumes its last session if the server lets it. */
  TLS_RESUMED
}
