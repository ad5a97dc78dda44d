package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A domain of Payara. It listens on loopback, but for HTTP, and tells nobody of itself; its
 * resources and the application come by asadmin when it runs.
 *
 * @param base the directory of the domain, whose name is the domain's
 */
public record PayaraDomain(Path installation, Path base) implements ServerDirectory {

  private static final String SCRIPT = "pop3.asadmin";

  public PayaraDomain {
    requireNonNull(installation, "installation is null");
    requireNonNull(base, "base is null");
  }

  @Override
  public String product() {
    return "Payara";
  }

  @Override
  public Path log() {
    return base.resolve("logs").resolve("server.log");
  }

  @Override
  public void prepare(Path ear, Map<String, String> environment)
      throws IOException, LaunchException {
    prepare(environment);
    String deploy = "deploy --name pop3 " + ear.toAbsolutePath().normalize() + "\n";
    Files.writeString(script(), deploy, StandardOpenOption.APPEND);
  }

  /** A domain as for an application, but without one. */
  public void prepare(Map<String, String> environment) throws IOException, LaunchException {
    PayaraEnvironment wanted = new PayaraEnvironment(new Environment(environment));
    DirectoryTree.replace(base, installation.resolve("glassfish/domains/domain1"));
    DomainXml.edit(config().resolve("domain.xml"), wanted);
    logToConsole();
    Files.copy(installation.resolve(SCRIPT), script());
    Files.write(script(), wanted.commands(), StandardOpenOption.APPEND);
  }

  @Override
  public void enrol(Administrator administrator) throws IOException {
    PayaraUsers.write(config(), administrator);
    asadmin().keepPassword(administrator.password());
  }

  @Override
  public ProcessBuilder command(List<String> javaOptions) throws IOException, InterruptedException {
    return new ProcessBuilder(asadmin().javaCommand(javaOptions)).directory(config().toFile());
  }

  @Override
  public void translate(Map<String, String> environment) {
    environment.putAll(new PayaraEnvironment(new Environment(environment)).added());
  }

  @Override
  public void complete(ServerProcess process)
      throws IOException, InterruptedException, LaunchException {
    asadmin().run(process, script());
  }

  /** Nothing to see: {@link #complete} has failed then. */
  @Override
  public boolean deploymentFailed() {
    return false;
  }

  /** What asadmin runs when the domain has started; there when the domain was prepared. */
  public Path script() {
    return base.resolve(SCRIPT);
  }

  private Path config() {
    return base.resolve("config");
  }

  private Asadmin asadmin() {
    return new Asadmin(installation, base);
  }

  /**
   * One line a message. What is printed must not be logged, or it would be printed again. The log
   * stays one file: the domain is made anew for each start.
   */
  private void logToConsole() throws IOException {
    Path logging = config().resolve("logging.properties");
    String properties =
        Files.readString(logging)
                .replaceAll("(?m)^(java\\.util\\.logging\\.ConsoleHandler\\.formatter=).*", "")
                .replace("logStandardStreams=true", "logStandardStreams=false")
                .replace("rotationLimitInBytes=2000000", "rotationLimitInBytes=0")
            + """

            java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format=%1$tT %4$s [%3$s] %5$s%6$s%n
            """;
    Files.writeString(logging, properties);
  }
}
