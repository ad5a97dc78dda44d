package org.pop3ra.protocol;

import static java.util.Objects.requireNonNull;

/** A line that is not obeyed. Without a stack trace: it tells of the client, not of a bug. */
public final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final Text text;
  private final boolean bad;

  private Rejection(Text text, boolean bad) {
    super(text.english(), null, false, false);
    this.text = text;
    this.bad = bad;
  }

  /**
   * For a line that no well-behaved client sends: unknown, ill-formed or in the wrong state. A
   * session may contain only so many.
   */
  public static Rejection bad(Text text) {
    return new Rejection(requireNonNull(text, "text is null"), true);
  }

  /** For a proper command that cannot be obeyed, such as one about a message that is not there. */
  public static Rejection mild(Text text) {
    return new Rejection(requireNonNull(text, "text is null"), false);
  }

  public Text text() {
    return text;
  }

  public boolean isBad() {
    return bad;
  }
}
