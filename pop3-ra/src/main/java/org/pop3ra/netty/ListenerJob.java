package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.pop3ra.netty.Endpoint.Call;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;

/**
 * One call of the listener for one connection. Its result goes to the connection's event loop,
 * always and once, also if the connection is gone by then.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
record ListenerJob<L, T>(
    Channel channel,
    Endpoint<L> endpoint,
    Lane lane,
    Call<L, T> call,
    Consumer<T> done,
    Consumer<Failure> failed)
    implements Workers.Job {
  private static final System.Logger LOG = System.getLogger(ListenerJob.class.getName());

  @Override
  public void run() throws EndpointUnavailableException {
    if (lane == Lane.COMMIT || channel.isActive()) {
      callListener();
    } else {
      // Nobody is there to take the result. A commit is different: its QUIT was received.
      refused();
    }
  }

  @Override
  public void refused() {
    handOver(() -> failed.accept(Failure.BUSY));
  }

  @Override
  public void broken(Throwable why) {
    LOG.log(ERROR, "A task failed", why);
    handOver(() -> failed.accept(Failure.BROKEN));
  }

  // Whatever a listener throws, the connection must learn of its end.
  private void callListener() throws EndpointUnavailableException {
    T result;
    try {
      result = endpoint.call(call);
    } catch (EndpointUnavailableException e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(WARNING, "A listener failed", e);
      handOver(() -> failed.accept(Failure.BROKEN));
      return;
    }
    handOver(() -> done.accept(result));
  }

  private void handOver(Runnable outcome) {
    try {
      channel.eventLoop().execute(outcome);
    } catch (RejectedExecutionException e) {
      // The loop ended, with it the connection: this thread is the only one left to clear up.
      LOG.log(DEBUG, "A task outlived its event loop", e);
      outcome.run();
    }
  }
}
