package org.pop3ra.spi;

import java.util.List;
import java.util.Optional;

/**
 * Takes messages for final delivery (LMTP, RFC 2033); the message-listener type of an LMTP
 * activation. The package says what holds for every call.
 *
 * <p>A message is {@link #route} for each recipient; if it is larger than {@link Content#CHUNK},
 * {@link #begin} and {@link #append} for each chunk; then {@link #deliver}. Calls for one message
 * come one at a time, for different messages side by side. A client that goes before the end is not
 * told of: what was appended is thrown away by the listener.
 */
public interface DeliveryListener {

  /** See {@link MaildropListener#ready}. */
  default boolean ready(Optional<String> nodeName) {
    return true;
  }

  /** See {@link MaildropListener#opening}. */
  default void opening(Reception reception) {}

  /**
   * Finds the maildrop of a recipient (RCPT). Two addresses may lead to one maildrop.
   *
   * @param address the mailbox of the RCPT path, without source route and angle brackets:
   *     well-formed, not folded
   * @param declaredOctets the SIZE that MAIL declared (RFC 1870), or 0; for an early {@code
   *     OVER_QUOTA}, no promise
   * @throws DeliveryException with any status but {@code STORED}
   */
  Route route(String address, long declaredOctets) throws DeliveryException;

  /**
   * Starts a message too large to be kept in memory. It is invisible until {@link #deliver} names
   * it, and is thrown away by the listener when nothing came for it for ten minutes.
   *
   * @throws DeliveryException with {@code STORE_FULL}, {@code TEMPORARY} or {@code PERMANENT}: the
   *     message is refused for all recipients once the client has sent it
   */
  Upload begin() throws DeliveryException;

  /**
   * Appends to a started message.
   *
   * @param chunk at most {@link Content#CHUNK} octets, and just that many in all calls but the
   *     last; the listener may keep the array
   * @throws DeliveryException as {@link #begin}
   */
  void append(Upload upload, byte[] chunk) throws DeliveryException;

  /**
   * Delivers one copy to each maildrop that the routes name.
   *
   * @param delivery recipients whose routes were all given by this listener; the content whole, or
   *     by its upload
   * @return one status for each recipient, in their order, each true on its own: {@code STORED} is
   *     committed and durable. Recipients whose routes lead to one maildrop share one copy. Where
   *     the outcome of a commit is not known it is {@code TEMPORARY}: perhaps a duplicate, never a
   *     loss
   * @throws DeliveryException when no recipient was served, all for the same reason
   */
  List<DeliveryStatus> deliver(Delivery delivery) throws DeliveryException;
}
