package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Clients whose network goes away without a word. Server and clients run in network namespaces of
 * their own, joined by a pair of virtual interfaces, and the link is taken down. That needs root
 * and {@code ip}; elsewhere this is skipped and says so, and {@link ListenerTest} shows that the
 * sockets have the options that decide.
 */
class DeadPeerTest {
  private static final System.Logger LOG = System.getLogger(DeadPeerTest.class.getName());
  private static final String SERVER_ADDRESS = "192.0.2.1";
  private static final String CLIENT_ADDRESS = "192.0.2.2";

  private final String suffix = Long.toString(ProcessHandle.current().pid(), 36);
  private final String serverSide = "pop3s" + suffix;
  private final String clientSide = "pop3c" + suffix;
  private final List<Process> processes = new ArrayList<>();
  private volatile String state = "";

  @AfterEach
  void removeNamespaces() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    if (possible()) {
      run("ip", "netns", "del", serverSide);
      run("ip", "netns", "del", clientSide);
    }
  }

  @Test
  void areForgottenAndTheirLeasesGivenBackWithinAMinute() throws Exception {
    assumeTrue(possible(), DeadPeerTest::sayWhyNot);
    makeNamespaces();
    BufferedReader server = java(serverSide, DeadPeerServer.class, SERVER_ADDRESS);
    String port = server.readLine().replace("port ", "");
    follow(server);
    java(clientSide, DeadPeerClient.class, SERVER_ADDRESS, port);
    awaitState("connections 2 held 2", Duration.ofSeconds(30));

    require("ip", "-n", clientSide, "link", "set", "link0", "down");

    awaitState("connections 0 held 0", Duration.ofSeconds(75));
  }

  private void makeNamespaces() throws Exception {
    require("ip", "netns", "add", serverSide);
    require("ip", "netns", "add", clientSide);
    require(
        "ip",
        "-n",
        serverSide,
        "link",
        "add",
        "link0",
        "type",
        "veth",
        "peer",
        "name",
        "link0",
        "netns",
        clientSide);
    setUp(serverSide, SERVER_ADDRESS);
    setUp(clientSide, CLIENT_ADDRESS);
  }

  private void setUp(String namespace, String address) throws Exception {
    require("ip", "-n", namespace, "link", "set", "lo", "up");
    require("ip", "-n", namespace, "addr", "add", address + "/24", "dev", "link0");
    require("ip", "-n", namespace, "link", "set", "link0", "up");
  }

  private BufferedReader java(String namespace, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return process.inputReader(StandardCharsets.US_ASCII);
  }

  private void follow(BufferedReader server) {
    CompletableFuture<Void> following =
        CompletableFuture.runAsync(() -> server.lines().forEach(line -> state = line));
    assertThat(following).isNotCompletedExceptionally();
  }

  private void awaitState(String wanted, Duration limit) {
    await().atMost(limit).untilAsserted(() -> assertThat(state).isEqualTo(wanted));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static boolean possible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/sbin/ip"));
  }

  /** A test that is skipped is counted and no more: so the log says it, too. */
  private static String sayWhyNot() {
    String why = "NOT RUN: dead peers need root and ip; only the socket options are tested here";
    LOG.log(System.Logger.Level.WARNING, why);
    return why;
  }

  private static void require(String... command) throws Exception {
    assertThat(run(command)).as(String.join(" ", command)).isZero();
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
