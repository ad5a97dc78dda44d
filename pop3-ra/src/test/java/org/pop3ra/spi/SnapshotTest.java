package org.pop3ra.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.MaildropException.Reason;

class SnapshotTest {

  private static byte[] canonical(String text) throws MaildropException {
    return new Snapshot().add(1, "id", text).read(1, 0, Integer.MAX_VALUE);
  }

  @Test
  void everyLineEndBecomesCrLfAndTheLastLineHasOne() throws Exception {
    assertThat(canonical("Subject: a\n\rb\r\rc\r\n\n\nd"))
        .asString(UTF_8)
        .isEqualTo("Subject: a\r\n\r\nb\r\n\r\nc\r\n\r\n\r\nd\r\n");
    assertThat(canonical("no\u2028line\u0085end\u000b\n"))
        .asString(UTF_8)
        .isEqualTo("no\u2028line\u0085end\u000b\r\n");
    assertThat(canonical("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: caf\u00e9\r\n\r\nbody\r\n",
        "\r\nno header\r\n",
        "no empty line\r\n",
        ".\r\n",
        "Subject: dot\r\n\r\na\r\n.b\r\n",
        "Subject: no dot\r\n\r\na.b.\r\n",
        "Subject: only a header\r\n\r\n",
        ""
      })
  void whatIsListedIsWhatTheOctetsSay(String text) {
    CanonicalMessage expected = new CanonicalMessage(text.getBytes(UTF_8));

    Listing listing = new Snapshot().add(7, "order-7", text).listing();

    assertThat(listing.octets(0)).isEqualTo(expected.octets().length);
    assertThat(listing.headerOctets(0)).isEqualTo(expected.headerOctets());
    assertThat(listing.stuffed(0)).isEqualTo(expected.stuffed());
    assertThat(listing.sequence(0)).isEqualTo(7);
    assertThat(listing.uniqueId(0)).isEqualTo("order-7");
  }

  @Test
  void partsOfAnySizeMakeTheWhole() throws Exception {
    Snapshot snapshot = new Snapshot().add(1, "a", "first").add(2, "b", "second\r\n");

    assertThat(snapshot.read(2, 0, 3)).asString(UTF_8).isEqualTo("sec");
    assertThat(snapshot.read(2, 3, 100)).asString(UTF_8).isEqualTo("ond\r\n");
    assertThat(snapshot.read(1, 6, 1)).asString(UTF_8).isEqualTo("\n");
  }

  @Test
  void aMessageThatWasNotAddedIsGone() {
    assertThatThrownBy(() -> new Snapshot().add(1, "a", "").read(2, 0, 1))
        .isInstanceOfSatisfying(
            MaildropException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MESSAGE_GONE));
  }

  @Test
  void keysThatDoNotAscendAndIdsThatAreNoneAreRefused() {
    Snapshot snapshot = new Snapshot().add(2, "a", "");

    assertThatThrownBy(() -> snapshot.add(2, "b", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequences must ascend");
    assertThatThrownBy(() -> snapshot.add(3, "not one", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
