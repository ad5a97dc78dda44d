package org.pop3ra.account.vouching;

/** A token that is not good enough; the message is for the log and has nothing of the token. */
final class RefusedTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as RFC 6750 section 3.1 calls it. */
  enum Fault {
    INVALID_TOKEN,
    INSUFFICIENT_SCOPE
  }

  private final Fault fault;

  RefusedTokenException(Fault fault, String why) {
    super(why, null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
