package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code client-first-message} of RFC 5802 section 7.
 *
 * @param bare the message without its header
 */
record ScramFirst(Gs2Header header, String bare, String user, String nonce) {
  /** Mandatory extensions ({@code m=}) are none: they do not match. */
  private static final Pattern BARE =
      Pattern.compile("n=([^,]+),r=([\\x21-\\x2B\\x2D-\\x7E]+)(?:,[A-Za-z]=[^,]++)*+");

  ScramFirst {
    requireNonNull(header, "header is null");
    requireNonNull(bare, "bare is null");
    requireNonNull(user, "user is null");
    requireNonNull(nonce, "nonce is null");
  }

  /** The message in these octets, if they are one. */
  static Optional<ScramFirst> of(byte[] octets) {
    String message = Utf8.decode(octets).orElse("");
    Optional<Gs2Header> header = Gs2Header.of(message);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String bare = message.substring(header.get().text().length());
    Matcher parts = BARE.matcher(bare);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Attributes.name(parts.group(1))
        .map(user -> new ScramFirst(header.get(), bare, user, parts.group(2)));
  }
}
