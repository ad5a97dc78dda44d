/**
 * What an application implements to serve maildrops and take deliveries: the JCA message-listener
 * interfaces and the values that cross them. {@code examples/own-maildrop} is an application that
 * does, in forty lines. Depends on {@code java.*} only.
 *
 * <p>A message-driven bean bound to the adapter implements {@link org.pop3ra.spi.MaildropListener}
 * (POP3, RFC 1939) or {@link org.pop3ra.spi.DeliveryListener} (LMTP, RFC 2033); one bean of each
 * kind for each adapter. All settings are the adapter's; an activation has none.
 *
 * <h2>What holds for both</h2>
 *
 * <ul>
 *   <li><b>Instances.</b> Each call gets whatever instance the container's pool has, on a thread of
 *       its work manager, never on an event loop. What lasts from call to call is in the {@link
 *       org.pop3ra.spi.Lease}, {@link org.pop3ra.spi.Route} or {@link org.pop3ra.spi.Upload} that
 *       the listener made, in a singleton, or in a static field. Values are handed over as they
 *       are, not serialised, not copied.
 *   <li><b>Time.</b> A call may block, and nobody interrupts it; it keeps one of the adapter's
 *       workers for as long. Use time limits of your own. A client that is slow holds neither a
 *       call nor a bean.
 *   <li><b>Transactions.</b> The adapter begins none: the bean's own attribute counts. A normal
 *       return means committed and durable; an exception means that nothing changed, unless its
 *       reason says that the outcome is not known. The exceptions here are checked, so that a
 *       container <i>commits</i> the transaction that they are thrown in: let a method of another
 *       bean have the transaction, and the listener have none ({@code
 *       TransactionManagementType.BEAN}; {@code NOT_SUPPORTED} does not cover the methods that a
 *       bean inherits from the interface), or mark it for rollback first.
 *   <li><b>What else is thrown</b>, a container's failure to commit included, is logged with its
 *       stack trace, and the client hears that it should try again later; after a {@link
 *       org.pop3ra.spi.MaildropListener#commit} it hears nothing, since nobody knows what to say,
 *       and is cut off.
 *   <li><b>The log</b> gets the messages of these exceptions: no secrets in them. Types that hold
 *       secrets do not print them.
 * </ul>
 *
 * <h2>The least that a maildrop takes</h2>
 *
 * {@link org.pop3ra.spi.MaildropListener#open}, {@link org.pop3ra.spi.MaildropListener#read} and
 * {@link org.pop3ra.spi.MaildropListener#commit}; the other methods have defaults. Where one server
 * alone serves the maildrops, and they are small, {@link org.pop3ra.spi.LocalMaildrops} and {@link
 * org.pop3ra.spi.Snapshot} do the most part of these three.
 */
package org.pop3ra.spi;
