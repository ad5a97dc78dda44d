package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.transcript.Peer;
import org.pop3ra.transcript.Pop3CoreStage;

/** POP3 sessions behind the pipeline that sockets have. All buffers must come back. */
final class PipelineStage extends Pop3CoreStage {
  private final List<Pipeline<MaildropListener>> pipelines = new ArrayList<>();

  @Override
  public Peer connect() {
    Pipeline<MaildropListener> pipeline =
        new Pipeline<>(converse(), new DirectEndpoint<>(listener()), clock);
    pipelines.add(pipeline);
    return new PipelinePeer(pipeline);
  }

  @Override
  public void act(List<String> words) {
    switch (words.get(0)) {
      case "wait" ->
          pipelines.forEach(pipeline -> pipeline.elapse(Duration.parse("PT" + words.get(1))));
      case "shutdown" -> pipelines.forEach(Pipeline::dismiss);
      default -> super.act(words);
    }
  }

  @Override
  public void close() {
    for (Pipeline<MaildropListener> pipeline : pipelines) {
      pipeline.drop();
      pipeline.output();
      assertThat(pipeline.octetsInUse()).as("octets of buffers not given back").isZero();
    }
  }

  private static final class PipelinePeer implements Peer {
    private final Pipeline<?> pipeline;
    private String unread = "";

    PipelinePeer(Pipeline<?> pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    public void send(byte[] octets) {
      pipeline.send(octets);
    }

    @Override
    public Optional<String> readLine() {
      unread += pipeline.output();
      int end = unread.indexOf('\n') + 1;
      if (end == 0 && !pipeline.closed()) {
        throw new AssertionError("the server is silent, and has not closed");
      }
      String line = end == 0 ? unread : unread.substring(0, end);
      unread = unread.substring(line.length());
      return line.isEmpty() ? Optional.empty() : Optional.of(line);
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
