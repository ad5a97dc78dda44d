package org.pop3ra.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate that stands for the host that the client names (RFC 6066 section 3), and
 * for one that names none, or one that is not known, the first. Of several that stand for a host
 * the first with a key that the client can use.
 */
public final class IdentityChoice extends X509ExtendedKeyManager {
  private final List<Identity> identities;

  /** Of at least one. */
  public IdentityChoice(List<Identity> identities) {
    this.identities = List.copyOf(identities);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    List<Identity> candidates = candidates(engine.getHandshakeSession());
    for (Identity candidate : candidates) {
      if (candidate.key().getAlgorithm().equals(keyType)) {
        return String.valueOf(identities.indexOf(candidate));
      }
    }
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity(alias).key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return identities.stream()
        .filter(identity -> identity.key().getAlgorithm().equals(keyType))
        .map(identity -> String.valueOf(identities.indexOf(identity)))
        .toArray(String[]::new);
  }

  /** Only engines are made. */
  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  private List<Identity> candidates(SSLSession session) {
    String host = session instanceof ExtendedSSLSession extended ? host(extended) : "";
    List<Identity> found =
        identities.stream()
            .filter(identity -> !host.isEmpty() && identity.standsFor(host))
            .toList();
    return found.isEmpty() ? likeTheFirst() : found;
  }

  /** The first, and those that stand for the same names with another kind of key. */
  private List<Identity> likeTheFirst() {
    List<String> names = identities.get(0).names();
    return identities.stream().filter(identity -> identity.names().equals(names)).toList();
  }

  private static String host(ExtendedSSLSession session) {
    for (SNIServerName name : session.getRequestedServerNames()) {
      if (name instanceof SNIHostName host) {
        return host.getAsciiName();
      }
    }
    return "";
  }

  private Identity identity(String alias) {
    return identities.get(Integer.parseInt(alias));
  }
}
