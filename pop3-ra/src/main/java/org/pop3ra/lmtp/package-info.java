/**
 * One LMTP connection's conversation (RFC 2033) without I/O and without threads: command grammar
 * (RFC 5321 section 4.1), end of data and transparency (there 4.5.2), chunks (RFC 3030), canonical
 * form, trace lines (RFC 5321 section 4.4), replies (RFC 2034). Imports {@code java.*}, {@code
 * spi}, {@code protocol} and {@code session}.
 */
package org.pop3ra.lmtp;
