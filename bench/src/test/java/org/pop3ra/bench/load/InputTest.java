package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
  private static final String TRACE = "Return-Path: <>\r\nReceived: by\r\n bench\r\n";
  private static final String USER = "bench00000";

  private final Message message = Message.random(300_000, 7);
  private final Input input = new Input();
  private final Content content = new Content();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000, 1_000_000})
  void aMessageIsReadHoweverItComes(int chunk) throws IOException {
    read(TRACE + wire(), chunk);

    content.check(USER);
    int marked = Message.mark(USER, message.length(), message.digest()).length();
    assertThat(content.octets()).isEqualTo(TRACE.length() + marked + message.length());
  }

  @Test
  void theReplyAfterAMessageIsNotPartOfIt() throws IOException {
    read(wire() + "+OK bye\r\n", 1000);

    input.next();
    assertThat(input.text()).isEqualTo("+OK bye");
  }

  @Test
  void aMessageThatWasChangedIsSeen() throws IOException {
    StringBuilder changed = new StringBuilder(wire());
    int letter = changed.indexOf("Q", 10_000);
    changed.setCharAt(letter, 'R');
    read(changed.toString(), 1000);

    assertThatThrownBy(() -> content.check(USER)).hasMessage("a message was changed");
  }

  @Test
  void aMessageOfSomebodyElseIsSeen() throws IOException {
    read(wire(), 1000);

    assertThatThrownBy(() -> content.check("bench00001")).hasMessage("a message was changed");
  }

  @Test
  void aMessageWithoutItsMarkIsSeen() throws IOException {
    read("Subject: hello\r\n\r\n.\r\n", 1000);

    assertThatThrownBy(() -> content.check(USER)).hasMessage("a message is not one of ours");
  }

  @Test
  void aDotThatWasNotStuffedIsSeen() {
    assertThatThrownBy(() -> read("Subject: hello\r\n\r\n.hello\r\n.\r\n", 1000))
        .hasMessage("a dot was not stuffed");
  }

  @Test
  void aLineThatEndsWithoutCrIsSeen() {
    attach("+OK\n", 1000);

    assertThatThrownBy(input::next).hasMessage("a line ends without CR");
  }

  @Test
  void aConnectionThatEndsEarlyIsSeen() {
    assertThatThrownBy(() -> read("Subject: hello\r\n", 1000))
        .hasMessage("the server closed the connection");
  }

  @Test
  void whatWasNotAskedForIsSeen() throws IOException {
    attach("+OK\r\n+OK\r\n", 1000);
    input.next();

    assertThatThrownBy(input::quiet).hasMessage("more than was asked for");
    assertThatThrownBy(input::end).hasMessage("more than was asked for");
  }

  private String wire() {
    return new String(message.to(USER), ISO_8859_1);
  }

  private void read(String octets, int chunk) throws IOException {
    attach(octets, chunk);
    content.reset();
    input.content(content);
  }

  /** Gives so many octets at a time at most. */
  private void attach(String octets, int chunk) {
    input.attach(new Chunks(octets.getBytes(ISO_8859_1), chunk));
  }

  private static final class Chunks extends InputStream {
    private final ByteArrayInputStream octets;
    private final int chunk;

    Chunks(byte[] octets, int chunk) {
      this.octets = new ByteArrayInputStream(octets);
      this.chunk = chunk;
    }

    @Override
    public int read() {
      return octets.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return octets.read(into, offset, Math.min(length, chunk));
    }
  }
}
