package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A delivery step that was not done. Without a stack trace: it tells of the mail or the store, not
 * of a bug.
 */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DeliveryStatus status;

  /** {@code detail} is for the log, never for the client. */
  public DeliveryException(DeliveryStatus status, String detail) {
    super(detail, null, false, false);
    this.status = requireNonNull(status, "status is null");
  }

  public DeliveryStatus status() {
    return status;
  }
}
