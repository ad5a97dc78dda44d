/**
 * One POP3 connection's conversation without I/O and without threads: states, maildrop, replies.
 * Imports {@code java.*}, {@code spi} and {@code protocol}. {@link org.pop3ra.session.Conversation}
 * and {@link org.pop3ra.session.Outcome} are what the network side drives, for LMTP too.
 */
package org.pop3ra.session;
