/**
 * Kerberos by the JDK's GSS-API: the service's keys, and the server's end of a context (RFC 4121).
 * Imports {@code java.*}, the JDK's {@code org.ietf.jgss}, and {@code sasl}.
 */
package org.pop3ra.kerberos;
