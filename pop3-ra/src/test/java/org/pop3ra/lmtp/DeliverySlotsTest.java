package org.pop3ra.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.MemoryDeliveries;

class DeliverySlotsTest {
  private static final String START =
      "LHLO c.example\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<a@b>\r\n";

  private final MemoryDeliveries deliveries = new MemoryDeliveries().address("a@b", "a");
  private final DeliverySlots slots = new DeliverySlots(1);

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

  private LmtpConnection connection() {
    return new LmtpConnection(deliveries, LmtpConnection.SETTINGS, slots);
  }
}
