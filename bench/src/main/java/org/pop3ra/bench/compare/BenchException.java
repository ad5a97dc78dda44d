package org.pop3ra.bench.compare;

/** It cannot be measured; the message says what to do. */
final class BenchException extends Exception {
  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }
}
