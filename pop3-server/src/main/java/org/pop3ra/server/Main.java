package org.pop3ra.server;

import java.io.IOException;
import java.nio.file.Path;

/** The entry point of {@code mvn -Prun} and {@code mvn -Prun-payara}. */
public final class Main {

  private Main() {}

  /**
   * Runs a server until it ends.
   *
   * @param args the checkout, the installed server, the directory for the running server, the EAR
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      Settings settings = Settings.of(new Environment(System.getenv()), Path.of(args[0]));
      new Run(settings, System.out).run(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
