package org.pop3ra.connector;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.pop3ra.netty.EventLoops;
import org.pop3ra.netty.Workers;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.ContextSource;

/** What all activations of one adapter share: event loops, workers and certificates. */
final class Network implements AutoCloseable {
  private final Optional<Certificates> certificates;
  private final EventLoops loops;
  private final Workers workers;
  private final Future<?> ticking;
  private final Optional<CertificateUpkeep> upkeep;
  private Optional<CertificatesBean> bean = Optional.empty();

  private Network(Executor threads, Settings settings, Optional<Certificates> certificates) {
    this.certificates = certificates;
    ThreadSettings sizes = settings.threads();
    loops = new EventLoops(sizes.eventLoops());
    workers = new Workers(threads, sizes.workers(), sizes.workerWait());
    ticking = loops.tick(workers::tick);
    upkeep = certificates.map(these -> new CertificateUpkeep(these, loops, workers));
    upkeep.ifPresent(CertificateUpkeep::begin);
  }

  /**
   * Loads the certificates first.
   *
   * @throws ResourceException if they cannot be used; the message says why
   */
  static Network open(Executor threads, Settings settings) throws ResourceException {
    Optional<ContextSource> source = settings.tls().source();
    Optional<Certificates> certificates = Optional.empty();
    if (source.isPresent()) {
      certificates = Optional.of(load(source.get(), settings.tls().warningDays()));
    }
    Network network = new Network(threads, settings, certificates);
    try {
      network.show(settings.pop3().address());
      return network;
    } catch (ResourceException e) {
      network.close();
      throw e;
    }
  }

  private void show(InetSocketAddress pop3) throws ResourceException {
    if (certificates.isPresent()) {
      bean = Optional.of(CertificatesBean.register(certificates.get(), pop3));
    }
  }

  private static Certificates load(ContextSource source, int warningDays) throws ResourceException {
    try {
      return Certificates.load(source, warningDays, Clock.systemUTC());
    } catch (IOException | RuntimeException e) {
      throw new ResourceException("Not deployed: the certificate: " + e.getMessage(), e);
    }
  }

  /** Empty: there is no TLS. */
  Optional<Certificates> certificates() {
    return certificates;
  }

  EventLoops loops() {
    return loops;
  }

  Workers workers() {
    return workers;
  }

  /** After all listeners were closed. */
  @Override
  public void close() {
    bean.ifPresent(CertificatesBean::close);
    upkeep.ifPresent(CertificateUpkeep::close);
    ticking.cancel(false);
    workers.close();
    loops.close();
  }
}
