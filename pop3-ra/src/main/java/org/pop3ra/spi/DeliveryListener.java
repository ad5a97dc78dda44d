package org.pop3ra.spi;

import java.util.List;
import java.util.Optional;

/**
 * Takes messages for final delivery (LMTP, RFC 2033); the message-listener type of an LMTP
 * activation. Every call may block; the adapter never calls from an event loop. A normal return
 * means committed and durable.
 */
public interface DeliveryListener {

  /** See {@link MaildropListener#ready}. */
  boolean ready(Optional<String> nodeName);

  /** See {@link MaildropListener#opening}. */
  default void opening(Reception reception) {}

  /**
   * Finds the maildrop of a recipient.
   *
   * @param address the mailbox of the RCPT path, without source route and angle brackets:
   *     well-formed, not folded
   * @param declaredOctets the SIZE that MAIL declared (RFC 1870), or 0
   * @throws DeliveryException with any status but {@code STORED}
   */
  Route route(String address, long declaredOctets) throws DeliveryException;

  /**
   * Starts a message too large to be kept in memory. It is invisible until {@link #deliver} names
   * it, and is thrown away by the listener when nothing came for it for ten minutes.
   */
  Upload begin() throws DeliveryException;

  /**
   * Appends to a started message; at most {@link Content#CHUNK} octets, and just that many in all
   * calls but the last.
   */
  void append(Upload upload, byte[] chunk) throws DeliveryException;

  /**
   * Delivers one copy to each maildrop that the routes name.
   *
   * @return one status for each route, in their order, each true on its own: {@code STORED} is
   *     committed and durable
   * @throws DeliveryException when no recipient was served, all for the same reason
   */
  List<DeliveryStatus> deliver(Delivery delivery) throws DeliveryException;
}
