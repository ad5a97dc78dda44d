package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * What MAIL said.
 *
 * @param sender the reverse-path without angle brackets; empty for the null reverse-path (RFC 5321
 *     section 4.5.5)
 * @param smtputf8 whether MAIL carried SMTPUTF8 (RFC 6531 section 3.4)
 */
public record Envelope(String sender, boolean smtputf8) {
  public Envelope {
    requireNonNull(sender, "sender is null");
  }
}
