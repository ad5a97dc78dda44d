package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import org.pop3ra.session.Outcome.Lane;

/**
 * Takes what a handshake must compute, or ask of others, to the workers: as a login, which it is
 * the beginning of. One that finds no worker in time costs its connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class DelegatedTasks implements Executor {
  private static final System.Logger LOG = System.getLogger(DelegatedTasks.class.getName());

  private final Channel channel;
  private final Workers workers;
  private final SSLEngine engine;
  private final AtomicInteger underWay = new AtomicInteger();

  DelegatedTasks(Channel channel, Workers workers, SSLEngine engine) {
    this.channel = channel;
    this.workers = workers;
    this.engine = engine;
  }

  /** Whether the engine is in the hands of a worker; it may be so for a moment too long. */
  boolean areUnderWay() {
    return underWay.get() > 0;
  }

  @Override
  public void execute(Runnable task) {
    underWay.incrementAndGet();
    // Native engines are freed with their connection.
    ReferenceCountUtil.retain(engine);
    workers.submit(new Job(task));
  }

  private void done() {
    underWay.decrementAndGet();
    ReferenceCountUtil.release(engine);
  }

  private final class Job implements Workers.Job {
    private final Runnable task;

    private Job(Runnable task) {
      this.task = task;
    }

    @Override
    public Lane lane() {
      return Lane.LOGIN;
    }

    @Override
    public void run() {
      try {
        if (channel.isActive()) {
          task.run();
        }
      } finally {
        done();
        // The thread is the container's, and must keep nothing of Netty.
        FastThreadLocal.removeAll();
      }
    }

    @Override
    public void refused() {
      LOG.log(DEBUG, "No worker for a handshake within the limit of time");
      done();
      close();
    }

    @Override
    public void broken(Throwable why) {
      LOG.log(WARNING, "A handshake failed", why);
      close();
    }

    /** Past the handler of TLS, which waits for a task that will never be done. */
    private void close() {
      try {
        channel.eventLoop().execute(this::closeNow);
      } catch (RejectedExecutionException e) {
        LOG.log(DEBUG, "A handshake outlived its event loop", e);
      }
    }

    private void closeNow() {
      ChannelHandlerContext tls = channel.pipeline().context(TlsHandler.class);
      if (tls != null) {
        tls.close();
      }
    }
  }
}
