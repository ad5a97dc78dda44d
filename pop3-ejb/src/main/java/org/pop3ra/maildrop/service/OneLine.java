package org.pop3ra.maildrop.service;

import java.sql.SQLException;

/** A failure in one line: the deepest cause says most. */
final class OneLine {
  private static final int MAX_LENGTH = 300;

  private OneLine() {}

  static String of(Throwable failure) {
    Throwable deepest = failure;
    String state = "";
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      state = state(deepest, state);
      deepest = deepest.getCause();
    }
    state = state(deepest, state);
    String text = deepest.getClass().getName() + state + ": " + deepest.getMessage();
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  private static String state(Throwable failure, String otherwise) {
    return failure instanceof SQLException sql && sql.getSQLState() != null
        ? " [" + sql.getSQLState() + "]"
        : otherwise;
  }
}
