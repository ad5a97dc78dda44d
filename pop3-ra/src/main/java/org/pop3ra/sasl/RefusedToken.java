package org.pop3ra.sasl;

/**
 * Between the error challenge and the refusal (RFC 7628 section 3.2.3): whatever the client
 * answers, ^A, nothing (XOAUTH2) or a cancellation, the login has failed, and was counted already.
 */
public final class RefusedToken implements SaslExchange {

  @Override
  public SaslStep respond(byte[] response) {
    return new SaslStep.Refused();
  }

  @Override
  public SaslStep cancel() {
    return new SaslStep.Refused();
  }
}
