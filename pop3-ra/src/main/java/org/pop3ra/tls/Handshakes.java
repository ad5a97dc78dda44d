package org.pop3ra.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pop3ra.session.TlsSession;

/** What a handshake brought, in the words of {@code session}. */
public final class Handshakes {
  private Handshakes() {}

  /** Reads a session whose handshake is over, also one that was resumed. */
  public static TlsSession outcome(SSLSession session) {
    Optional<X509Certificate> shown = ChannelBindings.shown(session);
    return new TlsSession(
        session.getProtocol(),
        session.getCipherSuite(),
        clientCertificates(session),
        shown.flatMap(ChannelBindings::serverEndPoint),
        ChannelBindings.exporter(session));
  }

  private static List<X509Certificate> clientCertificates(SSLSession session) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
    return chain;
  }
}
