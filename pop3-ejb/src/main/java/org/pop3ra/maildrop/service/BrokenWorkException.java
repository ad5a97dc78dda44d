package org.pop3ra.maildrop.service;

import java.sql.SQLException;

/** A bug in the work of a transaction, which was rolled back. */
public final class BrokenWorkException extends SQLException {
  private static final long serialVersionUID = 1L;

  public BrokenWorkException(RuntimeException cause) {
    super(cause);
  }
}
