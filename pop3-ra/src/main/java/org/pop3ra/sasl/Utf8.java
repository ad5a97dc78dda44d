package org.pop3ra.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict decoding of what clients send. */
final class Utf8 {
  private Utf8() {}

  /** The text; empty if the octets are not well-formed UTF-8. */
  static Optional<String> decode(byte[] octets) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether no account's name or password can have this: as the parser of commands says. */
  static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
