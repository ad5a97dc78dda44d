package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A script for the command line of a server, as an administrator would run it.
 *
 * @param path without its suffix, which is the product's
 */
record ConfigurationScript(Path path) {

  private static final Path INSTALLATION =
      Path.of(System.getProperty("it.installation")).normalize();

  ConfigurationScript {
    requireNonNull(path, "path is null");
  }

  /** What its name ends with. */
  static String suffix() {
    return switch (Product.underTest()) {
      case WILDFLY -> ".cli";
      case PAYARA -> ".asadmin";
    };
  }

  /** Runs it; a command that is refused fails. */
  void run() throws IOException, InterruptedException {
    run(Server.managed(), Path.of(System.getProperty("it.base")));
  }

  /** The same on another server than Arquillian's, which runs from the base directory. */
  void run(Server server, Path base) throws IOException, InterruptedException {
    Said said = say(server, base);
    if (said.status() != 0) {
      throw new AssertionError(path + " failed:\n" + said.text());
    }
  }

  /** What came of it. */
  record Said(int status, String text) {}

  /** The same, whatever comes of it. */
  Said say(Server server, Path base) throws IOException, InterruptedException {
    List<String> command = command(Integer.toString(server.managementPort()), base);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), said);
  }

  private List<String> command(String port, Path base) {
    return switch (Product.underTest()) {
      case WILDFLY ->
          List.of(
              INSTALLATION.resolve("bin/jboss-cli.sh").toString(),
              "--connect",
              // Also how long a reload may take.
              "--timeout=120000",
              "--controller=127.0.0.1:" + port,
              "--file=" + path + suffix());
      case PAYARA ->
          List.of(
              INSTALLATION.resolve("bin/asadmin").toString(),
              "--user",
              "admin",
              "--passwordfile",
              base.resolve("config").resolve("asadmin-password").toString(),
              "--port",
              port,
              "multimode",
              "--file",
              path + suffix());
    };
  }
}
