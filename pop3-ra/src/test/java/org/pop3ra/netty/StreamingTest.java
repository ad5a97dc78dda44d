package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.netty.FakeConversation.say;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.protocol.Octets;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.session.Outcome.Pieces;
import org.pop3ra.session.TestClock;

/** Long replies to a client that takes them slowly. */
class StreamingTest {
  private static final int PIECES = 5;

  private final TestClock clock = new TestClock();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final Workers workers = new Workers(threads::add, 2, Duration.ofSeconds(10), clock);
  private final FakeConversation conversation = new FakeConversation(this::answer);
  private final Pipeline<String> client =
      new Pipeline<>(conversation, new DirectEndpoint<>("listener"), clock, workers);
  private int fetched;
  private int failAt = Integer.MAX_VALUE;
  private int manyReady = PIECES;

  private Outcome<String> answer(String command) {
    return switch (command) {
      case "s" -> new Outcome.Stream<>(new byte[] {'>'}, new Numbers());
      case "r" -> new Outcome.Stream<>(new byte[] {'>'}, new Ready());
      case "y" -> say("y".repeat(Output.PIECE + 3));
      case "z" -> say("z".repeat(5 * Output.PIECE));
      default -> say(command);
    };
  }

  @AfterEach
  void givesAllMemoryBack() {
    client.drop();
    runThreads();
    client.output();
    assertThat(client.octetsInUse()).isZero();
    assertThat(conversation.calls).last().isEqualTo("abandon");
  }

  @Test
  void sendsPieceAfterPieceAndThenGoesOn() {
    client.send("s1");

    runThreads();

    assertThat(client.output()).isEqualTo("hello >012341");
    assertThat(conversation.calls).containsExactly("open", "s", "complete", "1");
  }

  @Test
  void sendsTheFirstPieceBeforeAWorkerHasTime() {
    client.send("s");

    assertThat(client.output()).isEqualTo("hello >");
    assertThat(threads).as("workers asked for the second").hasSize(1);
  }

  @Test
  void fetchesNothingWhileTheFirstPieceIsOnItsWay() {
    takesNothing(true);
    client.send("s");

    assertThat(threads).isEmpty();
    takesNothing(false);
    runThreads();
    assertThat(client.output()).isEqualTo("hello >01234");
  }

  @Test
  void asksNoWorkerForPiecesThatAreReady() {
    client.send("r1");

    assertThat(threads).isEmpty();
    assertThat(client.output()).isEqualTo("hello >012341");
    assertThat(conversation.calls).containsExactly("open", "r", "complete", "1");
  }

  @Test
  void makesNoReadyPieceWhileTheClientTakesNothing() {
    takesNothing(true);
    client.send("r");
    assertThat(fetched).isZero();

    takesNothing(false);

    assertThat(client.output()).isEqualTo("hello >01234");
  }

  @Test
  void goesFromReadyPieceToReadyPieceWithoutEnd() {
    manyReady = 100_000;
    client.send("r1");

    assertThat(client.output()).hasSize("hello >1".length() + manyReady);
    assertThat(conversation.calls).containsExactly("open", "r", "complete", "1");
  }

  @Test
  void aReadyPieceThatCannotBeMadeEndsTheConnection() {
    failAt = 2;
    client.send("r1");

    assertThat(client.output()).isEqualTo("hello >01");
    assertThat(client.closed()).isTrue();
    assertThat(conversation.calls).last().isEqualTo("abandon");
  }

  @Test
  void leavesNoSmallRestForTheEndOfALargeReply() {
    client.send("y");

    assertThat(client.channel().<ByteBuf>readOutbound().release()).isTrue();
    ByteBuf whole = client.channel().readOutbound();
    assertThat(whole.readableBytes()).isEqualTo(Output.PIECE + 3);
    whole.release();
    assertThat(client.output()).isEmpty();
  }

  @Test
  void fetchesNothingWhileTheClientTakesNothing() {
    client.send("s");
    takesNothing(true);

    runThreads();
    assertThat(fetched).as("the piece that was asked for before").isEqualTo(1);
    assertThat(threads).as("workers for a slow reader").isEmpty();

    takesNothing(false);
    runThreads();
    assertThat(client.output()).isEqualTo("hello >01234");
  }

  @Test
  void closesWithoutAnEndWhenAPieceCannotBeHad() {
    failAt = 2;
    client.send("s1");

    runThreads();

    assertThat(client.output()).isEqualTo("hello >01");
    assertThat(client.closed()).isTrue();
    assertThat(conversation.calls).containsExactly("open", "s", "incomplete", "abandon");
  }

  @Test
  void tellsTheConversationWhenTheClientGoesBetweenTwoPieces() {
    client.send("s");
    takesNothing(true);
    runThreads();

    client.drop();

    assertThat(conversation.calls).containsExactly("open", "s", "incomplete", "abandon");
  }

  @Test
  void waitsForThePieceUnderWayWhenTheClientGoes() {
    client.send("s");

    client.drop();
    assertThat(conversation.calls).containsExactly("open", "s");
    runThreads();

    assertThat(conversation.calls).containsExactly("open", "s", "incomplete", "abandon");
  }

  @Test
  void asksAgainForAPieceThatNoWorkerHadTimeFor() {
    client.send("s");
    clock.advance(Duration.ofSeconds(11));
    workers.tick();
    client.elapse(Duration.ZERO);

    runThreads();

    assertThat(client.output()).isEqualTo("hello >01234");
  }

  @Test
  void letsAReplyUnderWayEndWhenTheServerGoesAway() {
    client.send("s1");

    client.dismiss();
    runThreads();

    assertThat(client.output()).isEqualTo("hello >01234SHUTDOWN");
  }

  @Test
  void handsALargeReplyOverInPieces() {
    takesNothing(true);
    client.send("z1");
    assertThat(client.output()).isEqualTo("hello ");

    takesNothing(false);

    assertThat(client.output()).hasSize(5 * Output.PIECE + 1).endsWith("z1");
  }

  @Test
  void takesNoCommandWhileTheClientTakesNoReply() {
    takesNothing(true);
    client.send("12");
    assertThat(conversation.calls).containsExactly("open", "1");

    takesNothing(false);

    assertThat(client.output()).isEqualTo("hello 12");
  }

  private void takesNothing(boolean nothing) {
    client.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, !nothing);
    client.elapse(Duration.ZERO);
  }

  private void runThreads() {
    for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
      thread.run();
      client.elapse(Duration.ZERO);
    }
  }

  private final class Numbers implements Pieces<String> {
    @Override
    public Piece next(String listener) {
      if (fetched == failAt) {
        throw new IllegalStateException("told to fail");
      }
      Octets octets = new Octets(1).octet('0' + fetched++);
      return new Piece.Ready(octets, fetched == PIECES);
    }

    @Override
    public Outcome<String> ended(boolean complete) {
      conversation.calls.add(complete ? "complete" : "incomplete");
      return say("");
    }
  }

  /** The same number again and again, made of nothing. */
  private final class Ready implements Outcome.ReadyPieces<String> {
    @Override
    public Piece next() {
      if (fetched == failAt) {
        throw new IllegalStateException("told to fail");
      }
      Octets octets = new Octets(1).octet('0' + fetched++ % 10);
      return new Piece.Ready(octets, fetched == manyReady);
    }

    @Override
    public Outcome<String> ended(boolean complete) {
      conversation.calls.add(complete ? "complete" : "incomplete");
      return say("");
    }
  }
}
