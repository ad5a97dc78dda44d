package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Dismissal;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.After;

/** Takes single letters for commands; a test says what comes of each. */
final class FakeConversation implements Conversation<String> {
  final List<String> calls = new ArrayList<>();
  private final Function<String, Outcome<String>> answers;
  Duration idleLimit = Duration.ofSeconds(60);

  FakeConversation(Function<String, Outcome<String>> answers) {
    this.answers = answers;
  }

  static Outcome<String> say(String text) {
    return new Outcome.Reply<>(text.getBytes(ISO_8859_1), After.CONTINUE);
  }

  static Outcome<String> bye(String text) {
    return new Outcome.Reply<>(text.getBytes(ISO_8859_1), After.CLOSE);
  }

  @Override
  public Outcome<String> open() {
    calls.add("open");
    return say("hello ");
  }

  /** A dot is no command by itself: it only keeps the line busy. */
  @Override
  public Outcome<String> receive(ByteBuffer input) {
    while (input.hasRemaining()) {
      String command = String.valueOf((char) input.get());
      if (!command.equals(".")) {
        calls.add(command);
        return answers.apply(command);
      }
    }
    return new Outcome.More<>();
  }

  @Override
  public Outcome<String> endOfInput() {
    calls.add("end");
    return bye("");
  }

  @Override
  public Outcome<String> dismiss(Dismissal why) {
    calls.add(why.name());
    return bye(why.name());
  }

  @Override
  public void abandon() {
    calls.add("abandon");
  }

  @Override
  public Duration idleLimit() {
    return idleLimit;
  }

  @Override
  public String summary() {
    return "fake";
  }
}
