package org.pop3ra.account.vouching;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.File;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.TrustManager;
import org.pop3ra.spi.LdapSettings;

/** Connections to the directory: bounded, secured as configured, each checked against its name. */
final class LdapConnections {
  private static final String SECURE = "ldaps";
  private static final int AT_ONCE = 6;
  private static final int PORT = 389;
  private static final int SECURE_PORT = 636;

  private LdapConnections() {}

  /**
   * A pool without a connection yet.
   *
   * @throws LDAPException if the certificates of the authorities cannot be read
   */
  static LDAPConnectionPool to(LdapSettings settings) throws LDAPException {
    SSLUtil tls = new SSLUtil(trust(settings));
    List<ServerSet> servers = new ArrayList<>();
    for (URI server : settings.servers()) {
      servers.add(server(server, tls, options(settings)));
    }
    LDAPConnectionPool pool =
        new LDAPConnectionPool(
            servers.size() == 1
                ? servers.get(0)
                : new FailoverServerSet(servers.toArray(new ServerSet[0])),
            settings.bindDn().isEmpty()
                ? null
                : new SimpleBindRequest(settings.bindDn(), settings.bindPassword()),
            0,
            AT_ONCE,
            postConnect(settings, tls),
            false);
    // A connection that the server closed meanwhile.
    pool.setRetryFailedOperationsDueToInvalidConnections(EnumSet.allOf(OperationType.class));
    return pool;
  }

  private static ServerSet server(URI url, SSLUtil tls, LDAPConnectionOptions options)
      throws LDAPException {
    boolean secure = url.getScheme().equalsIgnoreCase(SECURE);
    int port = url.getPort() > 0 ? url.getPort() : secure ? SECURE_PORT : PORT;
    try {
      SocketFactory sockets = secure ? tls.createSSLSocketFactory() : SocketFactory.getDefault();
      return new SingleServerSet(url.getHost(), port, sockets, options);
    } catch (GeneralSecurityException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, "no TLS", e);
    }
  }

  private static PostConnectProcessor postConnect(LdapSettings settings, SSLUtil tls)
      throws LDAPException {
    try {
      return settings.startTls()
          ? new StartTLSPostConnectProcessor(tls.createSSLSocketFactory())
          : null;
    } catch (GeneralSecurityException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, "no TLS", e);
    }
  }

  private static LDAPConnectionOptions options(LdapSettings settings) {
    int millis = Math.toIntExact(settings.timeout().toMillis());
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(millis);
    options.setResponseTimeoutMillis(millis);
    // Of StartTLS, too.
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    // No thread of its own that reads.
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    return options;
  }

  private static TrustManager trust(LdapSettings settings) throws LDAPException {
    if (settings.authorities().isEmpty()) {
      return JVMDefaultTrustManager.getInstance();
    }
    File file = settings.authorities().get().toFile();
    try {
      return new PEMFileTrustManager(file);
    } catch (KeyStoreException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, "cannot read certificates in " + file, e);
    }
  }
}
