package org.pop3ra.maildrop.service;

import org.pop3ra.maildrop.persistence.SqlFailure;

/**
 * A failure in one line: the first of the deepest cause's message. What stands above it or after it
 * may quote the values of a statement, which are people's mail.
 */
final class OneLine {
  private static final int MAX_LENGTH = 300;

  private OneLine() {}

  static String of(Throwable failure) {
    Throwable deepest = deepest(failure);
    String text = deepest.getClass().getName() + state(failure) + ": " + deepest.getMessage();
    String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  /** The same line with the stack of the deepest cause, for the log. */
  static Throwable trace(Throwable failure) {
    Exception trace = new Exception(of(failure));
    trace.setStackTrace(deepest(failure).getStackTrace());
    return trace;
  }

  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static String state(Throwable failure) {
    String state = SqlFailure.state(failure);
    return state.isEmpty() ? "" : " [" + state + "]";
  }
}
