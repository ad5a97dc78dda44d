package org.pop3ra.account.vouching;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/** A directory in memory that listens on loopback, with a place for people and nobody there yet. */
public final class TestDirectory implements AutoCloseable {
  public static final String SUFFIX = "dc=example,dc=org";
  public static final String PEOPLE = "ou=people," + SUFFIX;

  private final AtomicInteger connections = new AtomicInteger();
  private final InMemoryDirectoryServer server;

  private TestDirectory(InMemoryListenerConfig... listeners) throws LDAPException, LDIFException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.setListenerConfigs(listeners);
    config.setSchema(null);
    config.setAccessLogHandler(new Connects());
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
    server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
  }

  /** Without TLS. */
  public static TestDirectory start() throws LDAPException, LDIFException {
    return new TestDirectory(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
  }

  /** With StartTLS, and a port for TLS from the beginning. */
  static TestDirectory start(SSLUtil tls)
      throws LDAPException, LDIFException, GeneralSecurityException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new TestDirectory(
        InMemoryListenerConfig.createLDAPConfig("ldap", loopback, 0, tls.createSSLSocketFactory()),
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps",
            loopback,
            0,
            tls.createSSLServerSocketFactory(),
            tls.createSSLSocketFactory()));
  }

  /** Somebody among the people. */
  public void person(String uid, String password) throws LDAPException, LDIFException {
    server.add(
        "dn: uid=" + uid + "," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: " + uid,
        "userPassword: " + password);
  }

  public void change(String uid, String password) throws LDAPException, LDIFException {
    server.modify(
        "dn: uid=" + uid + "," + PEOPLE,
        "changetype: modify",
        "replace: userPassword",
        "userPassword: " + password);
  }

  void add(String... ldif) throws LDAPException, LDIFException {
    server.add(ldif);
  }

  /**
   * Where it listens.
   *
   * @param scheme {@code ldap} or {@code ldaps}
   */
  public URI url(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.getListenPort(scheme));
  }

  /** Closes the port without TLS, and connections to it. */
  void leave() {
    server.shutDown("ldap", true);
  }

  /** Opens it again. */
  void comeBack() throws LDAPException {
    server.startListening("ldap");
  }

  /** How many there have been so far. */
  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  /** Counts them in the log. */
  private final class Connects extends StreamHandler {
    @Override
    public synchronized void publish(LogRecord line) {
      if (line.getMessage().contains(" CONNECT ")) {
        connections.incrementAndGet();
      }
    }
  }
}
