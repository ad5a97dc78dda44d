package org.pop3ra.protocol;

/** Where the octets of a reply go, one after the other. Used by one thread at a time. */
public interface Sink {
  /** Appends the octets from {@code from} up to, not including, {@code to}; they are copied. */
  Sink append(byte[] octets, int from, int to);

  /** Appends one octet. */
  Sink octet(int octet);
}
