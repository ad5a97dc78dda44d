/**
 * What an application implements to serve maildrops and take deliveries: the JCA message-listener
 * interfaces and the values that cross them.
 *
 * <p>A message-driven bean bound to the adapter implements {@link org.pop3ra.spi.MaildropListener}
 * (POP3, RFC 1939) or {@link org.pop3ra.spi.DeliveryListener} (LMTP, RFC 2033). A normal return
 * means committed and durable; an exception means that nothing changed, unless its reason says that
 * the outcome is not known. Depends on {@code java.*} only.
 */
package org.pop3ra.spi;
