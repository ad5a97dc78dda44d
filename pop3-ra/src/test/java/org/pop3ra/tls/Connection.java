package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.pop3ra.session.TlsSession;

/** The two sides of a connection, in memory. */
final class Connection {
  private static final int MOST_ROUNDS = 20;

  private final TlsSide client;
  private final TlsSide server;

  Connection(ServerEngines engines, SSLEngine client) {
    this.client = TlsSide.client(client);
    server = TlsSide.server(engines.engine());
  }

  void shakeHands() throws IOException {
    client.begin();
    server.begin();
    for (int round = 0; client.handshaking() || server.handshaking(); round++) {
      assertThat(round).as("rounds of one handshake").isLessThan(MOST_ROUNDS);
      server.received(client.toSend());
      client.received(server.toSend());
    }
  }

  /** The server says something; a ticket comes along. */
  void exchange(String word) throws IOException {
    client.received(server.toSend(word.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A resumed session is as old as the first; called some milliseconds after that. */
  boolean resumed(Connection before) {
    return created() == before.created();
  }

  long created() {
    return client.engine().getSession().getCreationTime();
  }

  X509Certificate shown() throws SSLPeerUnverifiedException {
    return (X509Certificate) client.engine().getSession().getPeerCertificates()[0];
  }

  TlsSession outcome() {
    return Handshakes.outcome(server.engine());
  }
}
