package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code client-final-message} of RFC 5802 section 7.
 *
 * @param withoutProof the message up to the comma before the proof
 * @param binding {@code cbind-input}, decoded
 * @param proof decoded
 */
record ScramFinal(String withoutProof, byte[] binding, String nonce, byte[] proof) {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(c=([A-Za-z0-9+/=]+),r=([\\x21-\\x2B\\x2D-\\x7E]+)(?:,(?!p=)[A-Za-z]=[^,]++)*+),p=([A-Za-z0-9+/=]+)");

  ScramFinal {
    requireNonNull(withoutProof, "withoutProof is null");
    requireNonNull(binding, "binding is null");
    requireNonNull(nonce, "nonce is null");
    requireNonNull(proof, "proof is null");
  }

  /** The message in these octets, if they are one. */
  static Optional<ScramFinal> of(byte[] octets) {
    Matcher parts = MESSAGE.matcher(Utf8.decode(octets).orElse(""));
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<byte[]> binding = StrictBase64.decode(parts.group(2));
    Optional<byte[]> proof = StrictBase64.decode(parts.group(4));
    if (binding.isEmpty() || proof.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ScramFinal(parts.group(1), binding.get(), parts.group(3), proof.get()));
  }
}
