package org.pop3ra.netty;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.netty.util.internal.SystemPropertyUtil;
import java.util.List;

/**
 * Netty's watch over some of the buffers, which takes a stack trace at each step of theirs. Whoever
 * looks for a leak asks for it by Netty's own system property.
 */
final class LeakDetection {
  /** The second is its former name. */
  private static final List<String> PROPERTIES =
      List.of("io.netty.leakDetection.level", "io.netty.leakDetectionLevel");

  private LeakDetection() {}

  static void offUnlessAskedFor() {
    if (PROPERTIES.stream().noneMatch(SystemPropertyUtil::contains)) {
      ResourceLeakDetector.setLevel(Level.DISABLED);
    }
  }
}
