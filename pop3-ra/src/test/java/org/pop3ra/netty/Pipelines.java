package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.TestClock;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.TestTls;
import org.pop3ra.tls.TlsSide;
import org.pop3ra.transcript.Peer;

/** The connections of a transcript, behind the pipeline that sockets have. */
final class Pipelines<L> {
  private final TestClock clock;
  private final List<Pipeline<L>> pipelines = new ArrayList<>();
  private ServerEngines server = TestTls.engines("localhost");
  private SSLContext client = TestTls.client();

  Pipelines(TestClock clock) {
    this.clock = clock;
  }

  Peer connect(Conversation<L> conversation, L listener) {
    Pipeline<L> pipeline =
        new Pipeline<>(conversation, new DirectEndpoint<>(listener), clock, server);
    pipelines.add(pipeline);
    return new PipelinePeer(pipeline, client);
  }

  /** Clients are asked for a certificate from now on, and show this one. */
  void certificate(String name) {
    server = TestTls.askingEngines("localhost");
    client = TestTls.client(TestTls.pairs(name).get(0));
  }

  /** Whether the action is one of the network's; it is done then. */
  boolean act(List<String> words) {
    switch (words.get(0)) {
      case "wait" -> elapse(Duration.parse("PT" + words.get(1)));
      case "shutdown" -> pipelines.forEach(Pipeline::dismiss);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Ends what is left; all buffers must have come back. */
  void close() {
    for (Pipeline<L> pipeline : pipelines) {
      pipeline.drop();
      pipeline.output();
      assertThat(pipeline.octetsInUse()).as("octets of buffers not given back").isZero();
    }
  }

  private void elapse(Duration time) {
    pipelines.forEach(pipeline -> pipeline.elapse(time));
  }

  private static final class PipelinePeer implements Peer {
    private final Pipeline<?> pipeline;
    private final SSLContext context;
    private String unread = "";
    private Optional<TlsSide> tls = Optional.empty();

    PipelinePeer(Pipeline<?> pipeline, SSLContext context) {
      this.pipeline = pipeline;
      this.context = context;
    }

    @Override
    public void send(byte[] octets) throws IOException {
      pipeline.send(tls.isPresent() ? tls.get().toSend(octets) : octets);
    }

    @Override
    public Optional<String> readLine() throws IOException {
      receive();
      int end = unread.indexOf('\n') + 1;
      if (end == 0 && !pipeline.closed()) {
        throw new AssertionError("the server is silent, and has not closed");
      }
      String line = end == 0 ? unread : unread.substring(0, end);
      unread = unread.substring(line.length());
      return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    @Override
    public void startTls() throws IOException {
      receive();
      if (!unread.isEmpty()) {
        throw new AssertionError("said in the clear, and not read: " + unread);
      }
      TlsSide client = TlsSide.client(context.createSSLEngine());
      client.begin();
      while (client.handshaking() && !pipeline.closed()) {
        pipeline.send(client.toSend());
        unread += new String(client.received(pipeline.octets()), ISO_8859_1);
      }
      tls = Optional.of(client);
    }

    private void receive() throws IOException {
      byte[] octets = pipeline.octets();
      unread += new String(tls.isPresent() ? tls.get().received(octets) : octets, ISO_8859_1);
    }

    @Override
    public byte[] serverEndPoint() throws IOException {
      return TestTls.serverEndPoint(tls.orElseThrow().engine().getSession());
    }

    @Override
    public void shutdownOutput() {
      pipeline.shutdownOutput();
    }

    @Override
    public void drop() {
      pipeline.drop();
    }
  }
}
