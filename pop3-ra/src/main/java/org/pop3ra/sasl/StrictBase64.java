package org.pop3ra.sasl;

import java.util.Base64;
import java.util.Optional;

/** Base64 as RFC 4648 sections 3 and 4 want it read: one text for each sequence of octets. */
public final class StrictBase64 {
  private StrictBase64() {}

  /**
   * The octets; empty if there is anything but the alphabet, padding that is missing, too much or
   * not at the end, or bits that count for nothing and are not zero.
   */
  public static Optional<byte[]> decode(String text) {
    try {
      byte[] octets = Base64.getDecoder().decode(text);
      // The JDK forgives missing padding and stray bits.
      return encode(octets).equals(text) ? Optional.of(octets) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The text, with padding. */
  public static String encode(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
