package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void theServerReadsWhatTheLauncherReads() {
    Map<String, String> variables = new HashMap<>();
    variables.put("POP3_PORT", " 2110 ");
    variables.put("LMTP_PORT", "");
    variables.put("POP3_DB_URL", "  ");
    variables.put("POP3_HOST_NAME", "mail.example.org");
    variables.put("POP3_DB_PASSWORD", " 7 ");
    variables.put("PATH", " 7 ");

    Environment.tidy(variables);

    assertThat(variables)
        .containsOnly(
            Map.entry("POP3_PORT", "2110"),
            Map.entry("POP3_HOST_NAME", "mail.example.org"),
            Map.entry("POP3_DB_PASSWORD", " 7 "),
            Map.entry("PATH", " 7 "));
  }
}
