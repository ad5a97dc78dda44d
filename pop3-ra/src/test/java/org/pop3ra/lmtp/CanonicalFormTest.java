package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.MemoryDeliveries;

class CanonicalFormTest {
  private static final String[] ALPHABET = {"\r", "\n", "\r\n", ".", "\0", "\u0080", "a", "B"};
  private static final int LONGEST = 5;

  private final MemoryDeliveries deliveries = new MemoryDeliveries().address("a@b", "a");
  private int checked;

  @Test
  void everyShortMessageComesOutInCanonicalForm() {
    LmtpConnection connection = greeted();
    check(connection, "", 0);
    assertThat(checked).isEqualTo(2 * (1 + 8 + 64 + 512 + 4096 + 32768));
  }

  private void check(LmtpConnection connection, String message, int length) {
    deliverByData(connection, message, Integer.MAX_VALUE);
    deliverByChunks(connection, message, Math.max(1, message.length() / 2), Integer.MAX_VALUE);
    if (length < LONGEST) {
      for (String letter : ALPHABET) {
        check(connection, message + letter, length + 1);
      }
    }
  }

  @Property(tries = 300)
  void anyOctetsComeOutInCanonicalFormHoweverTheyAreSplit(
      @ForAll("messages") String message,
      @ForAll @IntRange(min = 1, max = 9) int pieces,
      @ForAll @IntRange(min = 1, max = 9) int chunk) {
    deliverByData(greeted(), message, pieces);
    deliverByChunks(greeted(), message, chunk, pieces);
  }

  @Property(tries = 5)
  void messagesOfSeveralChunksDoToo(
      @ForAll("messages") String message,
      @ForAll @IntRange(min = 65_000, max = 66_000) int padding) {
    String large = "x".repeat(padding) + message + "\n".repeat(70_000) + message;
    deliverByData(greeted(), large, 1460);
    deliverByChunks(greeted(), large, 9999, 8192);
  }

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> letters = Arbitraries.of(ALPHABET);
    Arbitrary<String> any = Arbitraries.chars().range('\0', '\u00ff').map(String::valueOf);
    return Arbitraries.frequencyOf(Tuple.of(4, letters), Tuple.of(1, any))
        .list()
        .ofMaxSize(200)
        .map(list -> String.join("", list));
  }

  /** What is sent is arbitrary; where it ends and what it means, the reference tells. */
  private void deliverByData(LmtpConnection connection, String octets, int pieces) {
    String sent = CanonicalReference.end(octets) < 0 ? octets + "\r\n.\r\n" : octets;
    sent = sent.substring(0, CanonicalReference.end(sent));
    connection.send("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n");
    connection.send(CanonicalReference.octets(sent), pieces);
    checkStored(connection, CanonicalReference.unstuffed(sent));
  }

  private void deliverByChunks(LmtpConnection connection, String octets, int chunk, int pieces) {
    StringBuilder sent = new StringBuilder("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\n");
    for (int at = 0; at < octets.length(); at += chunk) {
      String part = octets.substring(at, Math.min(octets.length(), at + chunk));
      sent.append("BDAT ").append(part.length()).append("\r\n").append(part);
    }
    connection.send(CanonicalReference.octets(sent + "BDAT 0 LAST\r\n"), pieces);
    checkStored(connection, octets);
  }

  private void checkStored(LmtpConnection connection, String message) {
    assertThat(connection.said()).endsWith("250 2.0.0 Delivered\n");
    List<MemoryDeliveries.Stored> taken = deliveries.take("a");
    assertThat(taken).hasSize(1);
    MemoryDeliveries.Stored stored = taken.get(0);
    checked++;
    String all = new String(stored.octets(), ISO_8859_1);
    assertThat(all).endsWith("+0200\r\n" + CanonicalReference.canonical(message));
    assertThat(all.indexOf("+0200\r\n") + 7 + CanonicalReference.canonical(message).length())
        .isEqualTo(all.length());
    assertThat(stored.facts().octets()).isEqualTo(all.length());
    assertThat(stored.facts().headerOctets()).isEqualTo(CanonicalReference.headerOctets(all));
    assertThat(stored.facts().stuffed()).isEqualTo(CanonicalReference.needsStuffing(all));
    assertThat(stored.facts().sha256()).isEqualTo(sha256(stored.octets()));
  }

  private LmtpConnection greeted() {
    return new LmtpConnection(deliveries).send("LHLO c.example\r\n");
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
