package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorTest {

  @TempDir Path configuration;

  @Test
  void bothRealmsGetTheDigestAndNotThePassword() throws Exception {
    new Administrator("secret").enrol(configuration);

    assertThat(configuration.resolve("application-users.properties"))
        .hasContent("#$REALM_NAME=ApplicationRealm$\nadmin=61b5a1ac053abdf33d9b20cd8427a45a\n");
    assertThat(Files.readString(configuration.resolve("mgmt-users.properties")))
        .contains("#$REALM_NAME=ManagementRealm$")
        .doesNotContain("secret");
    assertThat(configuration.resolve("application-roles.properties"))
        .hasContent("admin=pop3-admin\n");
  }

  @Test
  void nobodyElseReadsTheDigest() throws Exception {
    Path users = Files.createFile(configuration.resolve("mgmt-users.properties"));

    new Administrator("secret").enrol(configuration);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
        .isEqualTo("rw-------");
  }

  @Test
  void randomPasswordsDiffer() {
    assertThat(Administrator.random()).isNotEqualTo(Administrator.random());
    assertThat(Administrator.random().password()).hasSize(16);
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(new Administrator("secret").toString()).doesNotContain("secret");
  }
}
