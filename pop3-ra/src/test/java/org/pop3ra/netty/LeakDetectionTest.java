package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakDetectionTest {
  private final Level before = ResourceLeakDetector.getLevel();

  @AfterEach
  void asItWas() {
    ResourceLeakDetector.setLevel(before);
  }

  @Test
  void isOffWhereNobodyAsks() {
    ResourceLeakDetector.setLevel(Level.SIMPLE);

    LeakDetection.offUnlessAskedFor();

    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.DISABLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.netty.leakDetection.level", "io.netty.leakDetectionLevel"})
  void isLeftAsSomebodyAskedForIt(String property) {
    System.setProperty(property, "advanced");
    ResourceLeakDetector.setLevel(Level.ADVANCED);
    try {
      LeakDetection.offUnlessAskedFor();
    } finally {
      System.clearProperty(property);
    }

    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.ADVANCED);
  }
}
