package org.pop3ra.netty;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.netty.util.internal.SystemPropertyUtil;

/**
 * Netty's watch over some of the buffers, which takes a stack trace at each step of theirs. Whoever
 * looks for a leak asks for it by Netty's own system property.
 */
final class LeakDetection {
  private static final String PROPERTY = "io.netty.leakDetection.level";

  private LeakDetection() {}

  static void offUnlessAskedFor() {
    if (!SystemPropertyUtil.contains(PROPERTY)) {
      ResourceLeakDetector.setLevel(Level.DISABLED);
    }
  }
}
