package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WildFlyDirectoryTest {

  @TempDir Path temporary;
  private Path wildfly;
  private Path ear;

  @BeforeEach
  void install() throws Exception {
    wildfly = temporary.resolve("wildfly");
    Files.createDirectories(wildfly.resolve("standalone/configuration"));
    Files.createDirectories(wildfly.resolve("standalone/deployments"));
    Files.writeString(wildfly.resolve("standalone/configuration/standalone.xml"), "<server/>");
    ear = Files.writeString(temporary.resolve("built.ear"), "archive");
  }

  @Test
  void holdsTheConfigurationAndTheApplication() throws Exception {
    ServerDirectory directory = ServerDirectory.of(wildfly, temporary.resolve("run"));

    directory.prepare(ear, Map.of());

    assertThat(directory.base().resolve("configuration/standalone.xml")).hasContent("<server/>");
    assertThat(directory.base().resolve("deployments/pop3.ear")).hasContent("archive");
  }

  @Test
  void nothingOfAnEarlierStartIsLeft() throws Exception {
    ServerDirectory directory = ServerDirectory.of(wildfly, temporary.resolve("run"));
    directory.prepare(ear, Map.of());
    Files.writeString(directory.base().resolve("deployments/pop3.ear.failed"), "why");
    assertThat(directory.deploymentFailed()).isTrue();

    directory.prepare(ear, Map.of());

    assertThat(directory.deploymentFailed()).isFalse();
  }
}
