package org.pop3ra.maildrop.service;

/** A transaction ended in a way that does not tell whether it was committed. */
public final class UnknownOutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownOutcomeException(Throwable cause) {
    super("the outcome of a commit is not known", cause);
  }
}
