package org.pop3ra.session;

/** Where logins that show the password are allowed without TLS (RFC 8314 section 4.1). */
public enum CleartextPolicy {
  /** From this machine only. */
  LOOPBACK,
  ALWAYS,
  NEVER
}
