package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.pop3ra.session.TlsSession;
import org.pop3ra.tls.Handshakes;
import org.pop3ra.tls.Protection;
import org.pop3ra.tls.ServerEngines;

/** The server's side of a TLS handshake. Confined to the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class Handshake {
  static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * So many records at most leave together if they were made while the same octets were read: the
   * tickets and the greeting.
   */
  private static final int FLUSHES = 16;

  private static final System.Logger LOG = System.getLogger(Handshake.class.getName());

  private Handshake() {}

  /**
   * From now on all that is received and sent is TLS, but what was handed to the channel before
   * leaves as it was. A handshake that fails closes the connection.
   *
   * @param workers for what may block
   * @param made is told when it has succeeded
   */
  static void begin(Channel channel, Door door, Workers workers, Consumer<TlsSession> made) {
    ServerEngines engines = door.engines().orElseThrow();
    SSLEngine engine = engines.engine();
    TlsHandler handler =
        engines.mayBlock()
            ? TlsHandler.of(engine, new DelegatedTasks(channel, workers, engine))
            : TlsHandler.of(engine);
    // No timer: the connection's own clock looks after it.
    handler.setHandshakeTimeout(0, TimeUnit.MILLISECONDS);
    channel.pipeline().addBefore(ConnectionHandler.NAME, null, handler);
    String tls = channel.pipeline().context(handler).name();
    channel.pipeline().addBefore(tls, null, new FlushConsolidationHandler(FLUSHES, false));
    if (engine instanceof ReferenceCountedOpenSslEngine) {
      engines.terms().alpn().ifPresent(ours -> addGate(channel, tls, ours));
    }
    handler.handshakeFuture().addListener(done -> ended(channel, engine, done, made));
    channel.read();
  }

  private static void addGate(Channel channel, String before, String protocol) {
    channel.pipeline().addBefore(before, null, new AlpnGate(protocol));
  }

  private static void ended(
      Channel channel, SSLEngine engine, Future<?> handshake, Consumer<TlsSession> made) {
    if (handshake.isSuccess() && !Protection.holds(engine.getSession())) {
      // Of a context that is not ours, and does not do as it is told.
      LOG.log(WARNING, "Closed, as it must not be used: {0}", describe(engine.getSession()));
      channel.close();
    } else if (handshake.isSuccess()) {
      made.accept(Handshakes.outcome(engine));
    } else {
      LOG.log(DEBUG, "No TLS: {0}", handshake.cause().getMessage());
      channel.close();
    }
  }

  private static String describe(SSLSession session) {
    return session.getProtocol() + " " + session.getCipherSuite();
  }
}
