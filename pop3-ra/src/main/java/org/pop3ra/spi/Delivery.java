package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One message on its way to all its accepted recipients.
 *
 * @param recipients in the order of their RCPT, at least one; an address may be there twice
 * @param content what is stored for each of them: {@code Return-Path} and {@code Received} are in
 *     it
 */
public record Delivery(Envelope envelope, List<Recipient> recipients, Content content) {

  /** An accepted recipient: the address as RCPT gave it, and where it leads. */
  public record Recipient(String address, Route route) {
    public Recipient {
      requireNonNull(address, "address is null");
      requireNonNull(route, "route is null");
    }
  }

  public Delivery {
    requireNonNull(envelope, "envelope is null");
    recipients = List.copyOf(recipients);
    requireNonNull(content, "content is null");
  }
}
