package org.pop3ra.bench.load;

import java.io.IOException;

/** The server said or did what it must not. */
final class Fault extends IOException {
  private static final long serialVersionUID = 1L;

  Fault(String message) {
    super(message);
  }

  static void unless(boolean right, String what) throws Fault {
    if (!right) {
      throw new Fault(what);
    }
  }
}
