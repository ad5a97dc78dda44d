/**
 * The grammar and the framing of POP3 without I/O: commands, replies, lines, dot-stuffing. Depends
 * on {@code java.*} only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939">RFC 1939, Post Office Protocol - Version
 *     3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2449">RFC 2449, POP3 Extension Mechanism</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3206">RFC 3206, The SYS and AUTH POP Response
 *     Codes</a>
 */
package org.pop3ra.protocol;
