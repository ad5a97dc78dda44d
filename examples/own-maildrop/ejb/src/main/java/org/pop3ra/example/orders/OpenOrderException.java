package org.pop3ra.example.orders;

import jakarta.ejb.ApplicationException;

/** An order that was not shipped yet cannot be archived; nothing was. */
@ApplicationException(rollback = true)
public class OpenOrderException extends Exception {
  private static final long serialVersionUID = 1L;

  OpenOrderException(long number) {
    super("order " + number + " is still open");
  }
}
