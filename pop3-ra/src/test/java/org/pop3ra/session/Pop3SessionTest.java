package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.ScriptedMaildrops;

class Pop3SessionTest {
  private final TestClock clock = new TestClock();
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final FailedLogins failedLogins = new FailedLogins(Duration.ofSeconds(1), clock);
  private Wire<MaildropListener> wire;

  @BeforeEach
  void connect() {
    maildrops.add(
        "mrose", "secret", List.of(CanonicalMessage.ofLength(120), CanonicalMessage.ofLength(200)));
    wire = connected();
  }

  private Wire<MaildropListener> connected() {
    Client client = new Client(InetAddress.getLoopbackAddress(), false);
    Pop3Session session = new Pop3Session(Pop3Settings.defaults(), failedLogins, client, clock);
    return new Wire<>(session, maildrops, clock);
  }

  private String say(String line) {
    wire.takeOutput();
    wire.send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    return wire.takeText();
  }

  private void login() {
    say("USER mrose");
    assertThat(say("PASS secret")).startsWith("+OK");
  }

  @Test
  void aWholeSession() {
    assertThat(wire.takeText()).isEqualTo("+OK POP3 ready\r\n");
    login();
    assertThat(say("STAT")).isEqualTo("+OK 2 320\r\n");
    assertThat(say("DELE 1")).startsWith("+OK");
    assertThat(say("LIST")).isEqualTo("+OK 1 messages\r\n2 200\r\n.\r\n");
    assertThat(say("QUIT")).startsWith("+OK");
    assertThat(wire.isClosed()).isTrue();
    assertThat(maildrops.messages("mrose")).hasSize(1);
    assertThat(maildrops.isHeld("mrose")).isFalse();
  }
}
