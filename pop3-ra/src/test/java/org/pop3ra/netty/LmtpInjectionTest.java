package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.lmtp.DeliverySlots;
import org.pop3ra.lmtp.LmtpSession;
import org.pop3ra.lmtp.LmtpSettings;
import org.pop3ra.session.Client;
import org.pop3ra.session.TestClock;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.MemoryDeliveries;

/** STARTTLS of LMTP while a delivery is under way (RFC 3207 section 6): nothing slips past it. */
class LmtpInjectionTest {
  private static final String MAIL = "MAIL FROM:<>\r\nRCPT TO:<pat@foo.edu>\r\nDATA\r\n";

  private final TestClock clock = new TestClock();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final MemoryDeliveries deliveries = new MemoryDeliveries().address("pat@foo.edu", "pat");
  private final Pipeline<DeliveryListener> client =
      new Pipeline<>(
          new LmtpSession(
              LmtpSettings.defaults("mx.example.org"),
              new DeliverySlots(1),
              Client.withStartTls(InetAddress.getLoopbackAddress()),
              Clock.systemUTC()),
          new DirectEndpoint<>(deliveries),
          clock,
          new Workers(threads::add, 2, Duration.ofHours(1), clock));

  @BeforeEach
  void deliverSomething() {
    client.send("LHLO client.example\r\n" + MAIL);
    runThreads();
    assertThat(client.output()).endsWith("354 Start mail input; end with <CRLF>.<CRLF>\r\n");
    client.send("hello\r\n.\r\n");
    assertThat(threads).as("the delivery waits for a thread").hasSize(1);
  }

  @AfterEach
  void nothingElseIsDone() {
    assertThat(threads).isEmpty();
    assertThat(deliveries.stored("pat")).hasSize(1);
    client.drop();
    client.output();
    assertThat(client.octetsInUse()).isZero();
  }

  @Test
  void closesOnCommandsThatCameWithIt() {
    client.send("STARTTLS\r\n" + MAIL + "another\r\n.\r\n");
    runThreads();

    assertOnlyDelivered();
  }

  @Test
  void closesOnCommandsThatCameAfterItInSegmentsOfTheirOwn() {
    client.send("STARTTLS\r\n");
    client.send(MAIL);
    client.send("another\r\n.\r\n");
    runThreads();

    assertOnlyDelivered();
  }

  @Test
  void closesOnPartOfALine() {
    client.send("STARTTLS\r\n");
    client.send("M");
    runThreads();

    assertOnlyDelivered();
  }

  @Test
  void closesOnCommandsThatComeOnceItIsAnswered() {
    client.send("STARTTLS\r\n");
    runThreads();
    assertThat(client.output()).matches("250 2\\.0\\.0 .*\r\n220 2\\.0\\.0 .*\r\n");
    client.send(MAIL);

    assertThat(client.output()).isEmpty();
    assertThat(client.closed()).isTrue();
  }

  private void assertOnlyDelivered() {
    assertThat(client.output()).matches("250 2\\.0\\.0 .*\r\n");
    assertThat(client.closed()).isTrue();
  }

  private void runThreads() {
    while (!threads.isEmpty()) {
      threads.remove().run();
      client.elapse(Duration.ZERO);
    }
  }
}
