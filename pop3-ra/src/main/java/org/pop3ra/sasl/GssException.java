package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

/** A token that leads nowhere; the message is for the log and has nothing of the token. */
public final class GssException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What the matter is. */
  public enum Fault {
    /** It is no token. */
    ILL_FORMED,
    /** Its ticket is not good: expired, used again, another service's, or forged. */
    REFUSED,
    /** The server's own keys cannot be had. */
    UNABLE
  }

  private final Fault fault;

  public GssException(Fault fault, String why) {
    super(why, null, false, false);
    this.fault = requireNonNull(fault, "fault is null");
  }

  public Fault fault() {
    return fault;
  }
}
