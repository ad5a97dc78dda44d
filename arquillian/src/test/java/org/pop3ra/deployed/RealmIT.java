package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server's own security vouches for users: the realm that it comes with, which is a file. */
class RealmIT {
  private static final String REFUSED = "-ERR [AUTH] ";
  private static VouchedServer pop3;

  @BeforeAll
  static void start() throws Exception {
    pop3 =
        VouchedServer.start(
            "realm",
            Map.of("POP3_IDENTITY_SOURCES", "tables realm", "POP3_REALM_ROLE", "pop3-admin"));
    pop3.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    if (pop3 != null) {
      pop3.kill();
    }
  }

  @Test
  void aUserOfTheServerGetsAnAccount() throws Exception {
    String wrong = pop3.password("admin", "wrong");

    assertThat(wrong).startsWith(REFUSED);
    assertThat(pop3.password("nobody", "administrator")).isEqualTo(wrong);
    assertThat(pop3.sasl("PLAIN", "local\0admin\0administrator")).isEqualTo(wrong);
    assertThat(pop3.password("admin", "administrator")).startsWith("+OK");
    assertThat(pop3.sasl("PLAIN", "\0admin\0administrator")).startsWith("+OK");
    assertThat(pop3.password("local", "secret")).startsWith("+OK");
  }
}
