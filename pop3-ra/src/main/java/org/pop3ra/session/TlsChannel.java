package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.pop3ra.sasl.Channel;
import org.pop3ra.sasl.ChannelBinding;

/** A TLS connection, as SASL mechanisms see it. */
record TlsChannel(TlsSession session) implements Channel {
  TlsChannel {
    requireNonNull(session, "session is null");
  }

  @Override
  public Optional<byte[]> binding(ChannelBinding type) {
    return switch (type) {
      case TLS_EXPORTER -> session.exporter();
      case TLS_SERVER_END_POINT -> session.serverEndPoint();
    };
  }

  @Override
  public List<X509Certificate> clientCertificates() {
    return session.clientCertificates();
  }
}
