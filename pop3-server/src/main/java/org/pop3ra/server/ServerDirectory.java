package org.pop3ra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One server's configuration, deployments and logs, apart from the installation, so that several
 * servers can run from one. It is made anew for each start: what must last is in the data
 * directory.
 */
public sealed interface ServerDirectory permits WildFlyDirectory, PayaraDomain {

  /**
   * Of the product that the installation is one of.
   *
   * @param base the directory, which need not exist
   */
  static ServerDirectory of(Path installation, Path base) {
    return Files.isDirectory(installation.resolve("glassfish"))
        ? new PayaraDomain(installation, base.toAbsolutePath().normalize())
        : new WildFlyDirectory(installation, base);
  }

  /** The server's name for people. */
  String product();

  Path base();

  /** The file that the server logs to. */
  Path log();

  /**
   * Copies the installation's configuration and sees to it that the application will be deployed.
   *
   * @param environment what the server will be started with
   */
  void prepare(Path ear, Map<String, String> environment) throws IOException, LaunchException;

  /** Makes the administrator known to a prepared server; other users are gone. */
  void enrol(Administrator administrator) throws IOException;

  /** Starts the server as one process in the foreground. */
  ProcessBuilder command(List<String> javaOptions) throws IOException, InterruptedException;

  /** Adds to the server's environment what our variables mean where it does not read them. */
  void translate(Map<String, String> environment);

  /**
   * Gives a process that was just started what it can only be given while it runs, and waits until
   * it has it.
   *
   * @throws LaunchException if the server refuses it, or ends
   */
  void complete(ServerProcess process) throws IOException, InterruptedException, LaunchException;

  /** Whether the server has given up on the application. */
  boolean deploymentFailed();
}
