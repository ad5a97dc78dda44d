package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.netty.FakeConversation.bye;
import static org.pop3ra.netty.FakeConversation.say;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Later;
import org.pop3ra.session.Outcome.Task;
import org.pop3ra.session.TestClock;

class ExchangeTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final TestClock clock = new TestClock();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final Workers workers = new Workers(threads::add, 2, LONG, clock);
  private final FakeConversation conversation = new FakeConversation(this::answer);
  private final Pipeline<String> client =
      new Pipeline<>(conversation, new DirectEndpoint<>("listener"), clock, workers);

  private Outcome<String> answer(String command) {
    return switch (command) {
      case "q" -> bye("bye");
      case "t" -> new Blocking<>(Lane.LOGIN, new Sleepy(false));
      case "b" -> new Blocking<>(Lane.LOGIN, new Sleepy(true));
      case "c" -> new Blocking<>(Lane.COMMIT, new Sleepy(false));
      case "l" -> new Later<>(Duration.ofMillis(300), () -> say("later "));
      case "w" -> new Later<>(Duration.ofHours(1), () -> new Later<>(LONG, () -> say("late ")));
      case "e" -> throw new OutOfMemoryError("told to fail");
      case "x" -> throw new IllegalStateException("told to fail");
      default -> say(command + " ");
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
  void answersPipelinedCommandsInOrderAndInOneWrite() {
    client.send("123");

    assertThat(client.channel().outboundMessages()).as("the greeting, and one write").hasSize(2);
    assertThat(client.output()).isEqualTo("hello 1 2 3 ");
  }

  @Test
  void takesNoCommandWhileATaskRuns() {
    client.send("1t2");
    assertThat(client.output()).isEqualTo("hello 1 ");
    client.send("3");
    assertThat(client.output()).isEmpty();

    runThreads();

    assertThat(client.output()).isEqualTo("done 2 3 ");
  }

  @Test
  void goesOnWithWhatWaitedAfterATask() {
    client.send("t2");
    client.send("3");

    runThreads();
    client.send("4");

    assertThat(client.output()).isEqualTo("hello done 2 3 4 ");
  }

  @Test
  void tellsTheConversationOfATaskThatFailed() {
    client.send("b1");

    runThreads();

    assertThat(client.output()).isEqualTo("hello BROKEN 1 ");
  }

  @Test
  void tellsTheConversationOfATaskThatNobodyTook() {
    client.send("t1");

    clock.advance(LONG.plusSeconds(1));
    workers.tick();
    client.elapse(Duration.ZERO);

    assertThat(client.output()).isEqualTo("hello BUSY 1 ");
  }

  @Test
  void runsTheContinuationOfALostConnectionBeforeItIsAbandoned() {
    client.send("c");

    client.drop();
    assertThat(conversation.calls).containsExactly("open", "c");
    runThreads();

    assertThat(conversation.calls).containsExactly("open", "c", "continued", "abandon");
  }

  @Test
  void doesNotBeginALoginForALostConnection() {
    client.send("t");

    client.drop();
    runThreads();

    assertThat(conversation.calls).containsExactly("open", "t", "failed", "abandon");
  }

  @Test
  void waitsWithoutAThread() {
    client.send("l1");

    assertThat(threads).isEmpty();
    assertThat(client.output()).isEqualTo("hello later 1 ");
  }

  @Test
  void executesWhatCameBeforeTheEndOfInput() {
    client.send("1t2");
    client.shutdownOutput();
    assertThat(client.closed()).isFalse();

    runThreads();

    assertThat(client.output()).isEqualTo("hello 1 done 2 ");
    assertThat(client.closed()).isTrue();
    assertThat(conversation.calls).containsSubsequence("t", "continued", "2", "end", "abandon");
  }

  @Test
  void dropsWhatFollowsTheLastReply() {
    client.send("q12");

    assertThat(client.output()).isEqualTo("hello bye");
    assertThat(client.closed()).isTrue();
    assertThat(conversation.calls).doesNotContain("1");
  }

  @Test
  void closesAfterABugInTheConversation() {
    client.send("x1");

    assertThat(client.output()).isEqualTo("hello ");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void closesAfterAnErrorAndGivesBackWhatIsHeld() {
    client.send("e1");

    assertThat(client.output()).isEqualTo("hello ");
    assertThat(client.closed()).isTrue();
    assertThat(conversation.calls).containsExactly("open", "e", "abandon");
  }

  @Test
  void writesNothingBeforeATaskWhenNothingWasGathered() {
    client.output();

    client.send("t");

    assertThat(client.channel().outboundMessages()).isEmpty();
  }

  @Test
  void dismissesWithoutWaitingAnyLonger() {
    client.arrive("l1".getBytes(ISO_8859_1));
    long before = clock.getAsLong();

    client.dismiss();

    assertThat(client.output()).isEqualTo("hello later SHUTDOWN");
    assertThat(client.closed()).isTrue();
    assertThat(clock.getAsLong()).isEqualTo(before);
  }

  @Test
  void waitsForAMomentOnlyOnceItIsDismissed() {
    client.arrive("w1".getBytes(ISO_8859_1));
    long before = clock.getAsLong();

    client.dismiss();

    assertThat(client.output()).isEqualTo("hello late SHUTDOWN");
    assertThat(clock.getAsLong() - before).isEqualTo(Duration.ofMillis(50).toNanos());
  }

  @Test
  void dismissesBetweenTwoReplies() {
    client.dismiss();

    assertThat(client.output()).isEqualTo("hello SHUTDOWN");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void dismissesAfterTheTaskUnderWayAndBeforeTheNextCommand() {
    client.send("t1");
    client.dismiss();
    assertThat(client.output()).isEqualTo("hello ");

    runThreads();

    assertThat(client.output()).isEqualTo("done SHUTDOWN");
    assertThat(conversation.calls).doesNotContain("1");
  }

  @Test
  void countsSilenceFromTheLastCommandAndNotFromTheLastOctet() {
    conversation.idleLimit = Duration.ofSeconds(10);
    client.send("1");

    for (int i = 0; i < 9; i++) {
      client.elapse(Duration.ofSeconds(1));
      client.send(".");
    }
    assertThat(client.closed()).isFalse();
    client.elapse(Duration.ofSeconds(1));

    assertThat(client.output()).isEqualTo("hello 1 IDLE");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void doesNotCountATaskAsSilence() {
    conversation.idleLimit = Duration.ofSeconds(10);
    client.send("t");

    client.elapse(Duration.ofSeconds(11));
    runThreads();

    assertThat(client.output()).isEqualTo("hello done ");
    assertThat(client.closed()).isFalse();
  }

  private void runThreads() {
    for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
      thread.run();
    }
    client.elapse(Duration.ZERO);
  }

  private final class Sleepy implements Task<String> {
    private final boolean breaks;

    Sleepy(boolean breaks) {
      this.breaks = breaks;
    }

    @Override
    public Supplier<Outcome<String>> run(String listener) {
      if (breaks) {
        throw new IllegalStateException("told to break");
      }
      return () -> {
        conversation.calls.add("continued");
        return say("done ");
      };
    }

    @Override
    public Outcome<String> failed(Failure why) {
      conversation.calls.add("failed");
      return say(why + " ");
    }
  }
}
