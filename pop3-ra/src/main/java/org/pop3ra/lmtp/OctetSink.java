package org.pop3ra.lmtp;

/**
 * Takes the octets of a message one after the other, or many at once. Whoever hands them on looks
 * at {@link #overflowing} before each call, and whenever not all were taken.
 */
interface OctetSink {
  void accept(byte octet);

  /**
   * Takes the octets from {@code from} up to, not including, {@code to}; fewer if it overflows on
   * the way, but at least one.
   *
   * @return the index of the first that was not taken
   */
  int accept(byte[] octets, int from, int to);

  /** It must be emptied before the next octet. */
  boolean overflowing();
}
