package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

/**
 * A server to load, on 127.0.0.1.
 *
 * @param pop3 the port for POP3
 * @param pop3s the port for POP3 over TLS
 * @param lmtp the port for LMTP
 */
public record Target(int pop3, int pop3s, int lmtp, Users users) {
  static final String HOST = "127.0.0.1";

  public Target {
    requireNonNull(users, "users is null");
  }
}
