package org.pop3ra.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pop3ra.session.TlsSession;

/** What a handshake brought, in the words of {@code session}. */
public final class Handshakes {
  private Handshakes() {}

  /** Reads the session of an engine whose handshake is over, also one that was resumed. */
  public static TlsSession outcome(SSLEngine engine) {
    SSLSession session = engine.getSession();
    return new TlsSession(
        session.getProtocol(),
        session.getCipherSuite(),
        clientCertificates(engine, session),
        new EndPoint(ChannelBindings.shown(session)),
        ChannelBindings.exporter(session));
  }

  private static List<X509Certificate> clientCertificates(SSLEngine engine, SSLSession session) {
    if (!engine.getWantClientAuth() && !engine.getNeedClientAuth()) {
      // A session answers with an exception, which each handshake would pay for.
      return List.of();
    }
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
