package org.pop3ra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.Delivery.Recipient;

/**
 * What {@link DeliveryListener} promises, whoever implements it. A subclass provides {@link #HERE},
 * an address with {@link #ALIAS} leading to the same maildrop, and {@link #OTHER}, an address with
 * one of its own; both maildrops are empty when a test begins.
 */
public abstract class DeliveryListenerContract {
  protected static final String HERE = "here@example.org";
  protected static final String ALIAS = "alias@example.org";
  protected static final String OTHER = "other@example.org";

  private static final byte[] SMALL = CanonicalMessage.ofLength(300).octets();

  protected abstract DeliveryListener listener();

  /** What is in the maildrop of an address now, oldest first. */
  protected abstract List<byte[]> delivered(String address) throws Exception;

  @Test
  void isReady() {
    assertThat(listener().ready(Optional.empty())).isTrue();
  }

  @Test
  void routesWithoutRegardToCase() throws Exception {
    deliver(inMemory(SMALL), "HERE@Example.ORG");

    assertThat(delivered(HERE)).containsExactly(SMALL);
  }

  @Test
  void knowsNoRouteForAnUnknownAddress() {
    DeliveryException refusal =
        catchThrowableOfType(
            DeliveryException.class, () -> listener().route("nobody@nowhere.invalid", 0));

    assertThat(refusal.status()).isEqualTo(DeliveryStatus.UNKNOWN_RECIPIENT);
  }

  @Test
  void deliversToEachMaildrop() throws Exception {
    assertThat(deliver(inMemory(SMALL), HERE, OTHER))
        .containsExactly(DeliveryStatus.STORED, DeliveryStatus.STORED);

    assertThat(delivered(HERE)).containsExactly(SMALL);
    assertThat(delivered(OTHER)).containsExactly(SMALL);
  }

  @Test
  void deliversOneCopyToAMaildropThatIsNamedTwice() throws Exception {
    assertThat(deliver(inMemory(SMALL), HERE, ALIAS, OTHER, HERE))
        .containsExactly(
            DeliveryStatus.STORED,
            DeliveryStatus.STORED,
            DeliveryStatus.STORED,
            DeliveryStatus.STORED);

    assertThat(delivered(HERE)).hasSize(1);
    assertThat(delivered(OTHER)).hasSize(1);
  }

  @Test
  void keepsMessagesOfEverySize() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    for (int octets : new int[] {17, 16 * 1024, 16 * 1024 + 1, Content.CHUNK}) {
      sent.add(CanonicalMessage.ofLength(octets).octets());
      deliver(inMemory(sent.get(sent.size() - 1)), HERE);
    }

    assertThat(delivered(HERE)).containsExactlyElementsOf(sent);
  }

  @Test
  void keepsUploadsOfEverySize() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    for (int octets : new int[] {Content.CHUNK + 1, 2 * Content.CHUNK, 5 * Content.CHUNK - 1}) {
      sent.add(CanonicalMessage.ofLength(octets).octets());
      deliver(uploaded(sent.get(sent.size() - 1)), HERE, OTHER);
    }

    assertThat(delivered(HERE)).containsExactlyElementsOf(sent);
    assertThat(delivered(OTHER)).containsExactlyElementsOf(sent);
  }

  @Test
  void showsNothingOfAnUploadThatIsNotDelivered() throws Exception {
    uploaded(CanonicalMessage.ofLength(3 * Content.CHUNK).octets());

    assertThat(delivered(HERE)).isEmpty();
    assertThat(delivered(OTHER)).isEmpty();
  }

  @Test
  void keepsAnyOctets() throws Exception {
    byte[] all = new byte[258];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) (i == '\r' || i == '\n' ? 0 : i);
    }
    all[256] = '\r';
    all[257] = '\n';

    deliver(inMemory(all), HERE);

    assertThat(delivered(HERE)).containsExactly(all);
  }

  private List<DeliveryStatus> deliver(Content content, String... addresses)
      throws DeliveryException {
    List<Recipient> recipients = new ArrayList<>();
    for (String address : addresses) {
      recipients.add(new Recipient(address, listener().route(address, 0)));
    }
    Envelope envelope = new Envelope("sender@example.com", false);
    return listener().deliver(new Delivery(envelope, recipients, content));
  }

  private Content uploaded(byte[] octets) throws DeliveryException {
    Upload upload = listener().begin();
    for (int from = 0; from < octets.length; from += Content.CHUNK) {
      int to = Math.min(octets.length, from + Content.CHUNK);
      listener().append(upload, Arrays.copyOfRange(octets, from, to));
    }
    return new Content.Uploaded(facts(octets), upload);
  }

  private static Content inMemory(byte[] octets) {
    return new Content.InMemory(facts(octets), octets);
  }

  private static Content.Facts facts(byte[] octets) {
    CanonicalMessage message = new CanonicalMessage(octets);
    return new Content.Facts(
        octets.length, message.headerOctets(), message.stuffed(), sha256(octets));
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
