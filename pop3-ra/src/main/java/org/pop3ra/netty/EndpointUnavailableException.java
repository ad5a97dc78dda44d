package org.pop3ra.netty;

/** There is no listener to call at the moment; nothing was called. Without a stack trace. */
public final class EndpointUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public EndpointUnavailableException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
