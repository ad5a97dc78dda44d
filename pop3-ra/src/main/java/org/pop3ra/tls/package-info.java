/**
 * Keys, certificates and engines: everything about TLS that needs no network. Knows {@code
 * session}, which is told what a handshake brought, and {@code java.*}.
 */
package org.pop3ra.tls;
