/**
 * A load driver for POP3 (RFC 1939) and LMTP (RFC 2033) servers of any make on the loopback
 * interface. Everything a server says is checked: reply syntax, line ends, dot-stuffing, counts and
 * sizes against each other, and the content of each message against the digest it was sent with. A
 * thread for each client, blocking sockets, buffers that are used again: the driver shares the
 * machine with the server it measures. Needs nothing but the JDK.
 */
package org.pop3ra.bench.load;
