package org.pop3ra.connector;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import org.pop3ra.netty.EventLoops;
import org.pop3ra.netty.Workers;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.tls.Certificates;

/** Looks every few seconds, on a worker, whether the files of the certificates have changed. */
final class CertificateUpkeep implements Workers.Job, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CertificateUpkeep.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Certificates certificates;
  private final EventLoops loops;
  private final Workers workers;
  private volatile boolean closed;

  CertificateUpkeep(Certificates certificates, EventLoops loops, Workers workers) {
    this.certificates = certificates;
    this.loops = loops;
    this.workers = workers;
  }

  void begin() {
    if (!closed) {
      loops.later(PAUSE, () -> workers.submit(this));
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public Lane lane() {
    return Lane.LOGIN;
  }

  @Override
  public void run() {
    if (!closed) {
      certificates.check();
    }
    begin();
  }

  @Override
  public void refused() {
    begin();
  }

  @Override
  public void broken(Throwable why) {
    LOG.log(WARNING, "The certificates could not be checked", why);
    begin();
  }
}
