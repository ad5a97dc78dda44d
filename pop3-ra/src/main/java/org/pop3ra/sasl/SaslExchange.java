package org.pop3ra.sasl;

/**
 * One client's attempt with one mechanism. Used by one thread at a time, and not any more after a
 * step that is the last.
 */
public interface SaslExchange {

  /** The server begins: the client has sent no initial response. */
  default SaslStep begin() {
    return new SaslStep.Challenge(new byte[0]);
  }

  /** Takes the client's response, initial or to the last challenge: any octets, perhaps none. */
  SaslStep respond(byte[] response);

  /** The client gives up (RFC 5034 section 4, {@code *}). */
  default SaslStep cancel() {
    return new SaslStep.Failed(SaslStep.Why.CANCELLED);
  }
}
