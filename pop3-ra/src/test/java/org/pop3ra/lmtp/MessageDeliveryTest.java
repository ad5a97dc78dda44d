package org.pop3ra.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.MemoryDeliveries;

class MessageDeliveryTest {
  private static final String START =
      "LHLO c.example\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\n";
  private static final int LIMIT = LmtpConnection.SETTINGS.maxMessageOctets();

  private final MemoryDeliveries deliveries =
      new MemoryDeliveries().address("a@b", "a").address("c@d", "c");

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2})
  void upToAChunkStaysInMemory(int beyond) {
    int octets = Content.CHUNK + beyond - traceOctets();

    send(started(), "x".repeat(octets - 2) + "\r\n.\r\n");

    assertThat(lastStored().facts().octets()).isEqualTo(Content.CHUNK + beyond);
    assertThat(deliveries.appended())
        .isEqualTo(beyond <= 0 ? List.of() : List.of(Content.CHUNK, beyond));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0, 1})
  void theLineEndThatWasMissingMayMakeAChunkOverflow(int beyond) {
    int octets = Content.CHUNK + beyond - traceOctets();

    send(started(""), "BDAT " + octets + " LAST\r\n" + "x".repeat(octets));

    assertThat(lastStored().facts().octets()).isEqualTo(Content.CHUNK + beyond + 2);
    assertThat(deliveries.appended())
        .isEqualTo(beyond <= -2 ? List.of() : List.of(Content.CHUNK, beyond + 2));
  }

  @Test
  void aLargeMessageComesInChunksOfOneUpload() {
    send(started(), "line\n".repeat(60_000) + "\r\n.\r\n");

    List<Integer> appended = deliveries.appended();
    assertThat(appended.subList(0, appended.size() - 1)).hasSize(5).containsOnly(Content.CHUNK);
    assertThat(deliveries.begun()).isOne();
    assertThat(appended.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(lastStored().octets().length);
  }

  @Test
  void theLimitJudgesWhatTheClientSent() {
    // Bare line feeds make the stored message twice as long, dots are not counted twice.
    String message = ".\n" + "\n".repeat(LIMIT - 4) + "\r\n";

    assertThat(send(started(), "." + message + ".\r\n")).isEqualTo(twice("250 2.0.0 Delivered\n"));
    assertThat(send(started(), ".x" + message + ".\r\n"))
        .isEqualTo(twice("552 5.3.4 Message exceeds the size limit\n"));
    assertThat(deliveries.stored("a")).hasSize(1);
  }

  @Test
  void anOversizeMessageIsDrainedAndTheConnectionGoesOn() {
    LmtpConnection connection = started();
    int before = connection.tasks();

    send(connection, "x".repeat(3 * LIMIT) + "\r\n.\r\nNOOP\r\n");

    assertThat(deliveries.stored("a")).isEmpty();
    assertThat(connection.send("NOOP\r\n").said()).isEqualTo("250 2.0.0 OK\n");
    assertThat(connection.tasks() - before).isLessThanOrEqualTo(LIMIT / Content.CHUNK + 1);
  }

  @Test
  void oversizeChunksAreRefusedBeforeTheyAreRead() {
    LmtpConnection connection = started("");

    connection.send("BDAT 10\r\n0123456789BDAT " + (LIMIT - 9) + "\r\n");
    connection.send("x".repeat(LIMIT - 9) + "BDAT 3 LAST\r\nabcNOOP\r\n");

    String refusal = "552 5.3.4 Message exceeds the size limit\n";
    assertThat(connection.said())
        .isEqualTo("250 2.0.0 10 octets received\n" + refusal + twice(refusal) + "250 2.0.0 OK\n");
    assertThat(deliveries.begun()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Outcome.Failure.class)
  void aTaskThatFailsIsATemporaryFailure(Outcome.Failure why) {
    String reply =
        switch (why) {
          case BUSY -> "451 4.3.2 Too busy, try again later\n";
          case BROKEN -> "451 4.3.0 Temporary failure, try again later\n";
        };
    LmtpConnection connection = started().failTasks(why);

    assertThat(send(connection, "small\r\n.\r\n")).isEqualTo(twice(reply));
    LmtpConnection another = started().failTasks(why);
    assertThat(send(another, "x".repeat(200_000) + "\r\n.\r\n")).isEqualTo(twice(reply));
    another.send("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\n");
    assertThat(another.said()).endsWith("Sender OK\n" + reply);
    assertThat(deliveries.stored("a")).isEmpty();
  }

  @Test
  void whatTheStoreRefusesIsRefusedToEachRecipient() {
    LmtpConnection small = started();
    LmtpConnection large = started();
    deliveries.failStore(DeliveryStatus.STORE_FULL);
    String reply = "452 4.3.1 Insufficient system storage\n";

    assertThat(send(small, "small\r\n.\r\n")).isEqualTo(twice(reply));
    assertThat(send(large, "x".repeat(500_000) + "\r\n.\r\n")).isEqualTo(twice(reply));
  }

  @Test
  void eachRecipientHasItsOwnReply() {
    deliveries.refuseDelivery("c", DeliveryStatus.OVER_QUOTA);

    assertThat(send(started(), "x\r\n.\r\n"))
        .isEqualTo("250 2.0.0 Delivered\n452 4.2.2 Mailbox full\n");
  }

  @Test
  void aListenerThatForgetsARecipientIsNotBelieved() {
    deliveries.forgetRecipients();
    LmtpConnection connection = new LmtpConnection(deliveries).send(START + "DATA\r\n");
    connection.said();

    assertThat(send(connection, "x\r\n.\r\n"))
        .isEqualTo(twice("451 4.3.0 Temporary failure, try again later\n"));
  }

  private LmtpConnection started() {
    return started("DATA\r\n");
  }

  private LmtpConnection started(String command) {
    LmtpConnection connection = new LmtpConnection(deliveries).send(START + command);
    connection.said();
    return connection;
  }

  private static String send(LmtpConnection connection, String text) {
    return connection.send(text).said();
  }

  private int traceOctets() {
    send(started(), ".\r\n");
    int octets = lastStored().octets().length;
    deliveries.take("a");
    return octets;
  }

  private MemoryDeliveries.Stored lastStored() {
    List<MemoryDeliveries.Stored> stored = deliveries.stored("a");
    return stored.get(stored.size() - 1);
  }

  private static String twice(String reply) {
    return reply + reply;
  }
}
