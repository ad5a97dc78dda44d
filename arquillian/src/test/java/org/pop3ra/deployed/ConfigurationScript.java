package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A script for the command line of the server that Arquillian started, as an administrator would
 * run it.
 *
 * @param path without its suffix, which is the product's
 */
record ConfigurationScript(Path path) {

  private static final Path INSTALLATION =
      Path.of(System.getProperty("it.installation")).normalize();

  ConfigurationScript {
    requireNonNull(path, "path is null");
  }

  /** Runs it; a command that is refused fails. */
  void run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(path + " failed:\n" + said);
    }
  }

  private List<String> command() {
    String port = Integer.toString(Server.managed().managementPort());
    return switch (Product.underTest()) {
      case WILDFLY ->
          List.of(
              INSTALLATION.resolve("bin/jboss-cli.sh").toString(),
              "--connect",
              "--controller=127.0.0.1:" + port,
              "--file=" + path + ".cli");
      case PAYARA ->
          List.of(
              INSTALLATION.resolve("bin/asadmin").toString(),
              "--user",
              "admin",
              "--passwordfile",
              Path.of(System.getProperty("it.base"), "config", "asadmin-password").toString(),
              "--port",
              port,
              "multimode",
              "--file",
              path + ".asadmin");
    };
  }
}
