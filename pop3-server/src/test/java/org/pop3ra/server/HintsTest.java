package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final URI ACCOUNTS = URI.create("http://127.0.0.1:8080/pop3/api/accounts");

  @Test
  void withTheDemoItsMessageIsTheNextThingToTry() throws Exception {
    assertThat(hints(Map.of()))
        .contains("curl -k -u demo:demo pop3s://127.0.0.1:1995/1")
        .doesNotContain("PUT");
  }

  @Test
  void withoutItAnAccountIs() throws Exception {
    assertThat(hints(Map.of("POP3_DEMO", "false")))
        .contains("Make an account", "-X PUT", ACCOUNTS + "/jane \\\n")
        .doesNotContain("demo");
  }

  private static String hints(Map<String, String> environment) throws Exception {
    Settings settings = Settings.of(new Environment(environment), Path.of("/checkout"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    new Hints(settings, new Administrator("geheim"), ACCOUNTS)
        .print(new PrintStream(said, true, UTF_8));
    return said.toString(UTF_8);
  }
}
