package org.pop3ra.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS on top of sockets. Whose certificate it is does not matter here. JSSE keeps sessions by the
 * peer's name, which is made up here, so that each client resumes its own, or nobody any.
 */
final class Handshakes {
  private final SSLContext fresh = context();
  private final SSLContext resuming = context();
  private final AtomicInteger unique = new AtomicInteger();

  Handshakes() {
    fresh.getClientSessionContext().setSessionCacheSize(1);
  }

  /** A socket after its handshake. */
  SSLSocket over(Socket socket, Security security, int client) throws IOException {
    boolean resume = security == Security.TLS_RESUMED;
    // Without a dot it is no host name for SNI.
    String peer = "client" + (resume ? client : unique.getAndIncrement());
    SSLSocketFactory factory = (resume ? resuming : fresh).getSocketFactory();
    SSLSocket tls = (SSLSocket) factory.createSocket(socket, peer, socket.getPort(), true);
    tls.startHandshake();
    return tls;
  }

  private static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
