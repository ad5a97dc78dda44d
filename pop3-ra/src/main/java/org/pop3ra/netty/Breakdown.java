package org.pop3ra.netty;

import static java.lang.System.Logger.Level.ERROR;

import io.netty.channel.Channel;
import java.util.function.Supplier;

/** The end of a connection whose handling failed. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class Breakdown {
  private static final System.Logger LOG = System.getLogger(Breakdown.class.getName());

  private Breakdown() {}

  /** Closes, even if there is no memory left for a word about it. */
  static void close(Channel channel, Supplier<String> summary, Throwable failure) {
    try {
      LOG.log(ERROR, "Closed after a failure: " + summary.get(), failure);
    } finally {
      channel.close();
    }
  }
}
