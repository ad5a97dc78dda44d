package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.session.Outcome.Stream;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.MaildropListener;

class ScanListingTest {
  private static final int MANY = 50_000;
  private final SessionBench bench = new SessionBench();

  private void loginWithMany() {
    bench.maildrops.add(
        "mrose", "secret", Collections.nCopies(MANY, CanonicalMessage.ofLength(100)));
    bench.login();
  }

  @Test
  void aLongListingComesInPiecesThatFitAChunk() throws Exception {
    loginWithMany();

    Stream<MaildropListener> stream = (Stream<MaildropListener>) bench.outcome("UIDL");

    assertThat(stream.first().length).isBetween(1, Content.CHUNK);
    Piece piece;
    int pieces = 1;
    do {
      piece = stream.pieces().next(bench.maildrops);
      assertThat(Wire.octets(piece).length).isBetween(1, Content.CHUNK);
      pieces++;
    } while (!piece.last());
    assertThat(pieces).isBetween(5, 20);
  }

  @Test
  void aLongListingLeavesOutWhatIsDeletedAndNothingElse() {
    loginWithMany();
    bench.say("DELE 1");
    bench.say("DELE 25000");
    bench.say("DELE 50000");

    List<String> lines = bench.say("LIST").lines().toList();

    assertThat(lines).hasSize(MANY - 3 + 2).startsWith("+OK 49997 messages", "2 100");
    assertThat(lines.subList(24_997, 25_000))
        .containsExactly("24998 100", "24999 100", "25001 100");
    assertThat(lines.subList(lines.size() - 2, lines.size())).containsExactly("49999 100", ".");
    assertThat(bench.say("NOOP")).startsWith("+OK");
  }

  @Test
  void aShortListingIsOneReply() {
    bench.login();

    assertThat(bench.outcome("LIST")).isInstanceOf(Outcome.Reply.class);
  }
}
