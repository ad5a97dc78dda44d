package org.pop3ra.netty;

import java.util.List;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.transcript.Peer;
import org.pop3ra.transcript.Pop3CoreStage;

/** POP3 sessions behind the pipeline that sockets have. */
final class Pop3PipelineStage extends Pop3CoreStage {
  private final Pipelines<MaildropListener> pipelines = new Pipelines<>(clock);

  @Override
  public Peer connect() {
    return pipelines.connect(converse(), listener());
  }

  @Override
  protected void certificate(String name) {
    pipelines.certificate(name);
  }

  @Override
  public void act(List<String> words) {
    if (!pipelines.act(words)) {
      super.act(words);
    }
  }

  @Override
  public void close() {
    pipelines.close();
  }
}
