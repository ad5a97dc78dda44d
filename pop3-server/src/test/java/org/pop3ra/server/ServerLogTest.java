package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLogTest {

  private final List<String> urgent = new ArrayList<>();
  private final ServerLog log = new ServerLog(urgent::add);

  @Test
  void errorsArePassedOnWithoutColours() {
    log.add("\u001b[31m12:00:00,000 ERROR [org.jboss] (main) broken\u001b[0m");

    assertThat(urgent).containsExactly("12:00:00,000 ERROR [org.jboss] (main) broken");
  }

  @Test
  void warningsOfOurOwnArePassedOn() {
    log.add("12:00:00,000 WARN  [org.pop3ra.connector] (main) idleSeconds");
    log.add("12:00:00,000 WARN  [org.wildfly] (main) keystore");
    log.add("12:00:00,000 INFO  [org.pop3ra.connector] (main) said ERROR");

    assertThat(urgent).hasSize(1).first().asString().contains("idleSeconds");
  }

  @Test
  void theEndIsKept() {
    for (int i = 0; i < 100; i++) {
      log.add("line " + i);
    }

    assertThat(log.end()).hasSize(60).startsWith("line 40").endsWith("line 99");
  }
}
