/**
 * The SASL mechanisms (RFC 4422) as state machines without I/O: messages in, {@link
 * org.pop3ra.sasl.SaslStep steps} out. What blocks is asked for by a step and done elsewhere; who
 * vouches for a user is not known here. Imports {@code java.*} and {@code spi}.
 *
 * <p>PLAIN is RFC 4616, LOGIN is draft-murchison-sasl-login, SCRAM is RFC 5802 and RFC 7677,
 * OAUTHBEARER is RFC 7628, EXTERNAL is appendix A of RFC 4422, GSSAPI is RFC 4752, CRAM-MD5 is RFC
 * 2195; XOAUTH2 is described by Google only.
 */
package org.pop3ra.sasl;
