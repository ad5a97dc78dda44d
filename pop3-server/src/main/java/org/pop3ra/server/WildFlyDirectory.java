package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** A base directory of WildFly; the application is deployed by the deployment scanner. */
record WildFlyDirectory(Path installation, Path base) implements ServerDirectory {

  private static final String EAR = "pop3.ear";

  WildFlyDirectory {
    requireNonNull(installation, "installation is null");
    requireNonNull(base, "base is null");
  }

  @Override
  public String product() {
    return "WildFly";
  }

  @Override
  public Path log() {
    return base.resolve("log").resolve("server.log");
  }

  @Override
  public void prepare(Path ear, Map<String, String> environment) throws IOException {
    DirectoryTree.replace(base, installation.resolve("standalone"));
    Files.copy(ear, deployments().resolve(EAR), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void enrol(Administrator administrator) throws IOException {
    administrator.enrol(base.resolve("configuration"));
  }

  @Override
  public ProcessBuilder command(List<String> javaOptions) {
    return new ProcessBuilder(
        StandaloneCommandBuilder.of(installation)
            .setBaseDirectory(base)
            .addJavaOptions(
                JvmDefaults.in(javaOptions, System.getenv(), LargePages.ofThisMachine()))
            .build());
  }

  /** Nothing: the server's expressions read all of them. */
  @Override
  public void translate(Map<String, String> environment) {}

  /** Nothing: the server was provisioned with its configuration. */
  @Override
  public void complete(ServerProcess process) {}

  @Override
  public boolean deploymentFailed() {
    return Files.exists(deployments().resolve(EAR + ".failed"));
  }

  private Path deployments() {
    return base.resolve("deployments");
  }
}
