package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.lmtp.DeliverySlots.Ticket;
import org.pop3ra.session.Client;
import org.pop3ra.session.TestClock;
import org.pop3ra.session.Wire;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.MemoryDeliveries;

class DeliverySlotsTest {
  private static final String START =
      "LHLO c.example\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<a@b>\r\n";

  private final MemoryDeliveries deliveries = new MemoryDeliveries().address("a@b", "a");
  private final DeliverySlots slots = new DeliverySlots(1);
  private final TestClock clock = new TestClock();

  @Test
  void thereIsAtLeastOne() {
    assertThatThrownBy(() -> new DeliverySlots(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATA\r\nx\r\n.\r\n",
        "BDAT 1\r\nxBDAT 0 LAST\r\n",
        "BDAT 1\r\nxRSET\r\n",
        "BDAT 1\r\nxLHLO c.example\r\n",
        "BDAT 9999999 LAST\r\n"
      })
  void aMessageHoldsOneUntilItsEnd(String message) {
    LmtpConnection connection = connection().send(START);

    connection.send(message.substring(0, message.indexOf('\n') + 1));
    assertThat(slots.available()).isZero();

    connection.send(message.substring(message.indexOf('\n') + 1));
    if (message.contains("9999999")) {
      connection.send("x".repeat(9999999));
    }
    assertThat(slots.available()).isOne();
  }

  @Test
  void aLostConnectionGivesItBack() {
    LmtpConnection connection = connection().send(START + "DATA\r\nx");

    connection.abandon();
    connection.abandon();

    assertThat(slots.available()).isOne();
  }

  @Test
  void dataWaitsTenSecondsForOne() {
    connection().send(START + "DATA\r\n");
    LmtpConnection second = connection().send(START);
    second.said();

    second.send("DATA\r\n");

    assertThat(second.said()).isEqualTo("451 4.3.2 Too busy, try again later\n");
    assertThat(second.waited()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void chunksAreSwallowedWhenThereIsNone() {
    connection().send(START + "DATA\r\n");
    LmtpConnection second = connection().send(START);
    second.said();

    second.send("BDAT 6\r\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");

    assertThat(second.said())
        .isEqualTo(
            """
            451 4.3.2 Too busy, try again later
            451 4.3.2 Too busy, try again later
            451 4.3.2 Too busy, try again later
            250 2.0.0 OK
            """);
    assertThat(second.waited()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whoWaitedGetsTheOneThatIsGivenBack() {
    LmtpConnection first = connection().send(START + "DATA\r\n");
    LmtpConnection second =
        connection()
            .whenWaiting(() -> first.send("x\r\n.\r\n"))
            .send(START + "BDAT 3 LAST\r\nabcNOOP\r\n");

    assertThat(second.said()).endsWith("Delivered\n250 2.0.0 Delivered\n250 2.0.0 OK\n");
    assertThat(second.waited()).isLessThan(Duration.ofSeconds(1));
    assertThat(deliveries.stored("a")).hasSize(2);
    assertThat(slots.available()).isOne();
  }

  @Test
  void newcomersDoNotOvertake() {
    LmtpConnection first = connection().send(START + "DATA\r\n");
    LmtpConnection newcomer = connection();
    LmtpConnection second =
        connection()
            .whenWaiting(
                () -> {
                  first.send("x\r\n.\r\n");
                  newcomer.send(START + "DATA\r\n");
                })
            .send(START + "DATA\r\n");

    assertThat(newcomer.said()).endsWith("451 4.3.2 Too busy, try again later\n");
    assertThat(second.said()).endsWith("354 Start mail input; end with <CRLF>.<CRLF>\n");
  }

  @Test
  void whoGaveUpWaitingGetsNone() {
    LmtpConnection first = connection().send(START + "DATA\r\n");
    LmtpConnection lost = connection();
    connection().send(START + "DATA\r\n");
    lost.whenWaiting(lost::abandon).send(START + "DATA\r\n");

    first.send("x\r\n.\r\n");

    assertThat(slots.available()).isOne();
  }

  @Test
  void slotsAreGivenInTurn() {
    DeliverySlots two = new DeliverySlots(2);
    List<Ticket> tickets = Stream.generate(two::queueUp).limit(7).map(Optional::get).toList();

    assertThat(tickets).filteredOn(two::granted).containsExactlyElementsOf(tickets.subList(0, 2));
    assertThat(tickets).extracting(two::rounds).containsExactly(0, 0, 0, 0, 1, 1, 2);
    two.giveBack(tickets.get(3));
    two.giveBack(tickets.get(1));
    two.giveBack(tickets.get(0));
    two.giveBack(tickets.get(0));
    assertThat(tickets).filteredOn(two::granted).containsExactly(tickets.get(2), tickets.get(4));
  }

  @Test
  void notEverybodyMayWait() {
    slots.queueUp();
    for (int i = 0; i < DeliverySlots.MOST_WAITING; i++) {
      slots.queueUp();
    }

    LmtpConnection late = connection().send(START + "DATA\r\n");

    assertThat(late.said()).endsWith("451 4.3.2 Too busy, try again later\n");
    assertThat(late.waited()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BDAT 0\r\n", "BDAT 5\r\n", "BDAT 5\r\nx", "DATA\r\n", "DATA\r\nx"})
  void whoHoldsOneMayBeSilentForAMinuteOnly(String message) {
    Wire<DeliveryListener> wire = wire();
    wire.send((START + message).getBytes(US_ASCII));

    advance(wire, Duration.ofSeconds(59));
    assertThat(wire.isClosed()).isFalse();
    advance(wire, Duration.ofSeconds(1));
    assertThat(wire.isClosed()).isTrue();
    assertThat(wire.takeText()).endsWith("421 4.4.2 Idle for too long\r\n");
    assertThat(slots.available()).isOne();
  }

  @Test
  void whoHoldsNoneMayBeSilentForLonger() {
    Wire<DeliveryListener> wire = wire();
    wire.send((START + "BDAT 0\r\nRSET\r\n").getBytes(US_ASCII));

    advance(wire, Duration.ofSeconds(299));

    assertThat(wire.isClosed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\r\n"})
  void aTrickleDoesNotHoldOneForEver(String drop) {
    Wire<DeliveryListener> wire = wire();
    wire.send((START + "DATA\r\n").getBytes(US_ASCII));

    for (int second = 0; second < 30 * 60 - 30; second += 30) {
      advance(wire, Duration.ofSeconds(30));
      wire.send(drop.getBytes(US_ASCII));
    }
    assertThat(wire.isClosed()).isFalse();
    advance(wire, Duration.ofSeconds(30));
    wire.send(drop.getBytes(US_ASCII));

    assertThat(wire.isClosed()).isTrue();
    assertThat(wire.takeText()).endsWith("451 4.4.2 Message takes too long\r\n");
    assertThat(slots.available()).isOne();
  }

  private Wire<DeliveryListener> wire() {
    Client client = Client.inTheClear(InetAddress.getLoopbackAddress());
    Clock wall = Clock.systemUTC();
    return new Wire<>(
        new LmtpSession(LmtpConnection.SETTINGS, slots, client, wall, clock), deliveries, clock);
  }

  private void advance(Wire<DeliveryListener> wire, Duration by) {
    clock.advance(by);
    wire.tick();
  }

  private LmtpConnection connection() {
    return new LmtpConnection(deliveries, LmtpConnection.SETTINGS, slots);
  }
}
