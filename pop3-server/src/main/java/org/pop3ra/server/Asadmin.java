package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Payara's command line, for one domain, as the administrator whose password it keeps. */
record Asadmin(Path installation, Path domain) {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String MAIN_CLASS = "com.sun.enterprise.glassfish.bootstrap.ASMain";

  Asadmin {
    requireNonNull(installation, "installation is null");
    requireNonNull(domain, "domain is null");
  }

  /** For {@link #run}, which gives it to the server. */
  void keepPassword(String password) throws IOException {
    PrivateFile.write(passwordFile(), "AS_ADMIN_PASSWORD=" + password + "\n");
  }

  /** What starts the domain in the foreground: the command line that Payara itself would use. */
  List<String> javaCommand(List<String> javaOptions) throws IOException, InterruptedException {
    Answer answer =
        call(
            List.of(
                "start-domain",
                "--dry-run",
                "--verbose",
                "--domaindir",
                domain.getParent().toString(),
                domain.getFileName().toString()));
    List<String> command =
        answer
            .lines()
            .dropWhile(line -> !line.startsWith("/"))
            .takeWhile(line -> !line.isEmpty())
            .collect(Collectors.toCollection(ArrayList::new));
    int main = command.indexOf(MAIN_CLASS);
    if (answer.status() != 0 || main < 0) {
      throw new IOException("Payara does not say how it is started: " + answer.text());
    }
    command.addAll(main, javaOptions);
    return command;
  }

  /** Runs a script as soon as the server takes one. */
  void run(ServerProcess process, Path script)
      throws IOException, InterruptedException, LaunchException {
    boolean ready = false;
    while (!ready && !process.endsWithin(POLL)) {
      ready = listens() && server(List.of("uptime")).status() == 0;
    }
    Answer answer = server(List.of("multimode", "--file", script.toString()));
    if (answer.status() != 0) {
      throw new LaunchException("Payara refused a command of " + script + ":\n" + answer.text());
    }
  }

  private Answer server(List<String> command) throws IOException, InterruptedException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--user",
                Administrator.NAME,
                "--passwordfile",
                passwordFile().toString(),
                "--port"));
    options.add(Integer.toString(port()));
    options.addAll(command);
    return call(options);
  }

  private Answer call(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                installation.resolve("glassfish/lib/client/appserver-cli.jar").toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), text);
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  private int port() throws IOException {
    return DomainXml.managementPort(domain.resolve("config").resolve("domain.xml"));
  }

  private Path passwordFile() {
    return domain.resolve("config").resolve("asadmin-password");
  }

  /** What a command printed, and its exit status. */
  private record Answer(int status, String text) {

    Stream<String> lines() {
      return Arrays.stream(text.split("\\R", -1));
    }
  }
}
