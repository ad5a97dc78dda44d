package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.server.Main;
import org.pop3ra.tls.TestTls;

/** What the profiles that run a server do, as somebody sees it who types their commands. */
class RunIT {

  private static final Duration START_PATIENCE = Duration.ofMinutes(5);

  private final Path base = Path.of("target", "run-it");
  private Path data;
  private Path said;
  private Server server;
  private Process launcher;

  @BeforeEach
  void freshData() throws Exception {
    data = Files.createTempDirectory(Path.of(System.getProperty("it.base")), "run").resolve("mail");
    server = Server.onFreePorts();
  }

  @AfterEach
  void end() throws Exception {
    launcher.descendants().forEach(ProcessHandle::destroyForcibly);
    launcher.destroyForcibly().waitFor();
  }

  @Test
  void aServerStartsWithADemoStopsInOrderAndKeepsItsMail() throws Exception {
    launch(Map.of());
    awaitSaid("is ready");
    assertThat(said())
        .contains(
            Integer.toString(server.pop3Port()),
            Integer.toString(server.lmtpPort()),
            Integer.toString(server.httpPort()),
            Integer.toString(server.managementPort()),
            "demo",
            "curl");
    String uniqueId = onlyMessageOfDemo();
    X509Certificate own = certificate();
    own.verify(own.getPublicKey());
    assertThat(interrupt()).contains("The server has stopped.");
    server.assertPortsAreFree();

    launch(Map.of());
    awaitSaid("is ready");
    assertThat(onlyMessageOfDemo()).isEqualTo(uniqueId);
    assertThat(certificate()).as("kept, for who has accepted it").isEqualTo(own);
    interrupt();
  }

  @Test
  void aTakenPortIsSaidByNumberAndADirectoryThatCannotBeByItsVariable() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(server.lmtpPort(), 1, InetAddress.getLoopbackAddress())) {
      launch(Map.of());
      assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(launcher.exitValue()).isEqualTo(1);
      assertThat(said()).startsWith("Port " + taken.getLocalPort()).doesNotContain("\tat ");
    }
    Files.createFile(data);
    launch(Map.of());
    assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said()).startsWith("POP3_DATA_DIR is '").doesNotContain("\tat ");
  }

  private String onlyMessageOfDemo() throws IOException {
    try (Pop3Client client = server.login("demo", "demo")) {
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
      assertThat(new String(client.retrieve(1), US_ASCII)).contains("Subject: Welcome");
      String uniqueId = client.ok("UIDL 1");
      client.ok("QUIT");
      return uniqueId;
    }
  }

  /** What somebody who logs in by POP3S is shown. */
  private X509Certificate certificate() throws IOException {
    try (Pop3Client client = server.connectTls(TestTls.client())) {
      client.ok();
      client.login("demo", "demo");
      client.ok("QUIT");
      SSLSocket socket = (SSLSocket) client.socket();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private void launch(Map<String, String> more) throws IOException {
    said = Files.createTempFile(Path.of(System.getProperty("it.base")), "run", ".out");
    ProcessBuilder java =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath(),
                    Main.class.getName(),
                    base.toAbsolutePath().toString(),
                    System.getProperty("it.installation"),
                    base.resolve("server").toString(),
                    System.getProperty("it.ear")))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    java.environment().putAll(more);
    // It is to make its own.
    java.environment().keySet().removeIf(variable -> variable.startsWith("POP3_TLS_"));
    java.environment().put("POP3_DATA_DIR", data.toString());
    java.environment().put("POP3_PORT", Integer.toString(server.pop3Port()));
    java.environment().put("POP3S_PORT", Integer.toString(server.pop3sPort()));
    java.environment().put("LMTP_PORT", Integer.toString(server.lmtpPort()));
    java.environment().put("LMTPS_PORT", Integer.toString(server.lmtpsPort()));
    java.environment().put("POP3_HTTP_PORT", Integer.toString(server.httpPort()));
    java.environment().put("POP3_MANAGEMENT_PORT", Integer.toString(server.managementPort()));
    launcher = java.start();
  }

  /** Surefire's own name for it, if the real one is a jar with nothing but a manifest. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** As Ctrl-C does; returns what was said until the end. */
  private String interrupt() throws Exception {
    List<String> command = List.of("kill", "-INT", Long.toString(launcher.pid()));
    new ProcessBuilder(command).inheritIO().start().waitFor();
    assertThat(launcher.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return said();
  }

  private void awaitSaid(String words) throws IOException {
    await()
        .atMost(START_PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !launcher.isAlive() || said().contains(words));
    assertThat(said()).contains(words);
  }

  private String said() throws IOException {
    return Files.readString(said);
  }
}
