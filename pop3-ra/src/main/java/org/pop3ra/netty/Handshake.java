package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.pop3ra.session.TlsSession;
import org.pop3ra.tls.Handshakes;

/** The server's side of a TLS handshake. Confined to the connection's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class Handshake {
  static final Duration LIMIT = Duration.ofSeconds(30);
  private static final System.Logger LOG = System.getLogger(Handshake.class.getName());

  private Handshake() {}

  /**
   * From now on all that is received and sent is TLS, but what was handed to the channel before
   * leaves as it was. A handshake that fails closes the connection.
   *
   * @param made is told when it has succeeded
   */
  static void begin(Channel channel, Door door, Consumer<TlsSession> made) {
    SSLEngine engine = door.engines().orElseThrow().engine();
    TlsHandler handler = new TlsHandler(engine);
    // No timer: the connection's own clock looks after it.
    handler.setHandshakeTimeout(0, TimeUnit.MILLISECONDS);
    channel.pipeline().addBefore(ConnectionHandler.NAME, null, handler);
    handler.handshakeFuture().addListener(done -> ended(channel, engine, done, made));
    channel.read();
  }

  private static void ended(
      Channel channel, SSLEngine engine, Future<?> handshake, Consumer<TlsSession> made) {
    if (handshake.isSuccess()) {
      made.accept(Handshakes.outcome(engine.getSession()));
    } else {
      LOG.log(DEBUG, "No TLS: {0}", handshake.cause().getMessage());
      channel.close();
    }
  }
}
