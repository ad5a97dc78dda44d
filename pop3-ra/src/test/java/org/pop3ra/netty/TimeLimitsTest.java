package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Client;
import org.pop3ra.session.LoginGuard;
import org.pop3ra.session.LoginMethods;
import org.pop3ra.session.Pop3Session;
import org.pop3ra.session.Pop3Settings;
import org.pop3ra.session.TestClock;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;

/** How long a POP3 client may take (RFC 1939 section 3). */
class TimeLimitsTest {
  private final TestClock clock = new TestClock();
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final Pipeline<MaildropListener> client =
      new Pipeline<>(session(), new DirectEndpoint<>(maildrops), clock);

  private Pop3Session session() {
    return new Pop3Session(
        Pop3Settings.defaults(),
        LoginMethods.of(Set.of(Proof.PASSWORD), "pop.example.org"),
        new LoginGuard(Duration.ofSeconds(1), clock),
        Client.inTheClear(InetAddress.getLoopbackAddress()),
        clock);
  }

  @Test
  void closesWithoutAWordAfterTenMinutesOfSilence() {
    login();

    client.elapse(Duration.ofSeconds(599));
    client.send("NOOP\r\n");
    client.elapse(Duration.ofSeconds(599));
    assertThat(client.output()).startsWith("+OK");
    assertThat(client.closed()).isFalse();
    client.elapse(Duration.ofSeconds(1));

    assertThat(client.output()).isEmpty();
    assertThat(client.closed()).isTrue();
    assertThat(maildrops.isHeld("mrose")).isFalse();
  }

  @Test
  void countsSilenceFromTheLastCommandHoweverManyOctetsCome() {
    login();

    for (int i = 0; i < 60; i++) {
      client.send("N");
      client.elapse(Duration.ofSeconds(10));
    }

    assertThat(client.closed()).isTrue();
  }

  @Test
  void givesAMinuteToLogInWhateverIsSaidMeanwhile() {
    for (int i = 0; i < 5; i++) {
      client.elapse(Duration.ofSeconds(10));
      client.send("CAPA\r\n");
    }
    assertThat(client.closed()).isFalse();
    client.elapse(Duration.ofSeconds(10));

    assertThat(client.closed()).isTrue();
  }

  private void login() {
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLines("Subject: 1")));
    client.send("USER mrose\r\nPASS secret\r\n");
    assertThat(client.output()).endsWith("\r\n");
    assertThat(maildrops.isHeld("mrose")).isTrue();
  }
}
