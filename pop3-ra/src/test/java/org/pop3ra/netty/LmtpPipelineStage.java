package org.pop3ra.netty;

import java.util.List;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.transcript.LmtpCoreStage;
import org.pop3ra.transcript.Peer;

/** LMTP sessions behind the pipeline that sockets have. */
final class LmtpPipelineStage extends LmtpCoreStage {
  private final Pipelines<DeliveryListener> pipelines = new Pipelines<>(clock);

  @Override
  public Peer connect() {
    return pipelines.connect(converse(), listener());
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
