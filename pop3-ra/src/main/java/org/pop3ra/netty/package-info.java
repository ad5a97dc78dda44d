/**
 * Sockets: carries octets between TCP connections and {@link org.pop3ra.session.Conversation}s, and
 * blocking tasks to the container's threads. The only package that knows {@code io.netty}; imports
 * {@code session}, {@code tls} and no protocol.
 *
 * <ul>
 *   <li>A connection belongs to one event loop; its conversation is called there and nowhere else.
 *   <li>One command in flight: the next one is taken when the reply before was handed to the
 *       socket, so that TCP gives back-pressure and no queue grows.
 *   <li>Threads of the container never touch Netty's thread-locals, which would keep the class
 *       loader of an undeployed application alive: they hand results over by {@code
 *       eventLoop.execute} and nothing else.
 * </ul>
 */
package org.pop3ra.netty;
