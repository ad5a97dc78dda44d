package org.pop3ra.deployed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A server on which every way to log in can succeed that needs no service beside it. Its one
 * account, {@code mrose}, is that of the certificate {@code client.pem} and has one message.
 */
final class LoginServer {
  static final String ACCOUNT = "mrose";
  static final String ADDRESS = "mrose@example.org";
  static final String PASSWORD = "tanstaaf";
  static final String SUBJECT = "Subject: who has logged in";

  static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";

  private final Node node;
  private final Database database;
  private final Server server;

  private LoginServer(Node node, Database database, Server server) {
    this.node = node;
    this.database = database;
    this.server = server;
  }

  /** Under a name that no other test has. */
  static LoginServer start(String name) throws Exception {
    return start(name, "jdk");
  }

  /**
   * The same.
   *
   * @param tls who computes TLS: jdk or openssl
   */
  static LoginServer start(String name, String tls) throws Exception {
    Database database = Database.fresh();
    Node node = Node.start(name, database, settings(tls));
    try {
      Server server = node.ready();
      server.administration().putRecoverable(ACCOUNT, PASSWORD, ADDRESS);
      try (LmtpClient lmtp = server.lmtp()) {
        lmtp.deliver(SUBJECT + "\r\n\r\n", ACCOUNT);
      }
      return new LoginServer(node, database, server);
    } catch (Exception | AssertionError e) {
      node.kill();
      throw e;
    }
  }

  Server server() {
    return server;
  }

  Database database() {
    return database;
  }

  ServerJvm jvm() {
    return node.jvm();
  }

  /** What it has logged. */
  String log() throws IOException {
    return node.log();
  }

  /** A file with a certificate or a key. */
  static Path file(String name) {
    return Path.of(System.getProperty("it.certificates"), name);
  }

  private static Map<String, String> settings(String tls) {
    return Map.of(
        "POP3_TLS_PROVIDER",
        tls,
        "POP3_SECRET_KEY",
        KEY,
        "POP3_CERTIFICATE_NAME",
        "email",
        "POP3_TLS_CERT",
        file("localhost.pem").toString(),
        "POP3_TLS_KEY",
        file("localhost.key").toString(),
        "POP3_TLS_CLIENT_CA",
        file("client-ca.pem").toString(),
        "POP3_FAILED_LOGIN_DELAY_MILLIS",
        "0");
  }

  void kill() throws IOException, InterruptedException {
    node.kill();
  }
}
