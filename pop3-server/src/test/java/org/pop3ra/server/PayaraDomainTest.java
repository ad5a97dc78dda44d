package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraDomainTest {

  private static final String SHIPPED =
      """
      <domain><resources><jdbc-connection-pool name="__TimerPool">
        <property name="URL" value="jdbc:h2:timers;AUTO_SERVER=TRUE"/>
      </jdbc-connection-pool></resources><configs><config name="server-config">
        <network-listener name="http-listener-1" port="8080"/>
        <network-listener name="http-listener-2" port="8181"/>
        <network-listener name="admin-listener" port="4848"/>
        <iiop-listener id="SSL" address="0.0.0.0"/>
        <jmx-connector name="system" address="0.0.0.0"/>
        <hazelcast-config-specific-configuration/>
      </config></configs></domain>
      """;

  @TempDir Path temporary;
  private Path ear;
  private ServerDirectory domain;

  @BeforeEach
  void install() throws Exception {
    Path payara = temporary.resolve("payara");
    Path config = payara.resolve("glassfish/domains/domain1/config");
    Files.createDirectories(config);
    Files.writeString(config.resolve("domain.xml"), SHIPPED);
    Files.writeString(config.resolve("logging.properties"), "logStandardStreams=true\n");
    Files.writeString(payara.resolve("pop3.asadmin"), "# the script\n");
    ear = Files.writeString(temporary.resolve("built.ear"), "archive");
    domain = ServerDirectory.of(payara, temporary.resolve("run"));
  }

  @Test
  void listensWhereTheEnvironmentSaysAndTellsNobody() throws Exception {
    domain.prepare(ear, Map.of("POP3_HTTP_PORT", "2080", "POP3_MANAGEMENT_PORT", "2990"));

    assertThat(config("domain.xml"))
        .containsPattern("address=\"127.0.0.1\" name=\"http-listener-1\" port=\"2080\"")
        .containsPattern("address=\"127.0.0.1\" name=\"admin-listener\" port=\"2990\"")
        .containsPattern("enabled=\"false\" name=\"http-listener-2\"")
        .containsPattern("<iiop-listener [^>]*enabled=\"false\"")
        .containsPattern("<jmx-connector [^>]*enabled=\"false\"")
        .contains("value=\"jdbc:h2:timers;DB_CLOSE_ON_EXIT=FALSE\"")
        .contains("<phone-home-runtime-configuration enabled=\"false\"/>")
        .contains("<hazelcast-config-specific-configuration enabled=\"false\"/>");
  }

  @Test
  void theScriptEndsWithTheApplication() throws Exception {
    domain.prepare(ear, Map.of("POP3_DB_POOL", "7", "POP3_MDB_POOL", "8"));

    assertThat(domain.base().resolve("pop3.asadmin"))
        .hasContent(
            "# the script\n"
                + "set resources.jdbc-connection-pool.pop3.max-pool-size=7\n"
                + "set configs.config.server-config.mdb-container.max-pool-size=8\n"
                + ("deploy --name pop3 " + ear + "\n"));
  }

  @Test
  void aPoolThatIsTooSmallIsRefusedByItsName() {
    assertThatThrownBy(() -> domain.prepare(ear, Map.of("POP3_DB_POOL", "3")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("POP3_DB_POOL");
  }

  @Test
  void theDriverAndTheDataDirectoryAreTranslated() {
    Map<String, String> postgresql = new HashMap<>(Map.of("POP3_DB_DRIVER", "postgresql"));
    Map<String, String> h2 = new HashMap<>(Map.of("POP3_DATA_DIR", "/mail"));

    domain.translate(postgresql);
    domain.translate(h2);

    assertThat(postgresql).containsEntry("POP3_DB_DRIVER_CLASS", "org.postgresql.Driver");
    assertThat(h2.get("POP3_DB_URL")).startsWith("jdbc:h2:file:/mail/pop3;WRITE_DELAY=500;");
  }

  @Test
  void usersAreHashedAndSalted() throws Exception {
    domain.prepare(ear, Map.of());
    domain.enrol(new Administrator("secret"));
    String first = config("keyfile");
    domain.enrol(new Administrator("secret"));

    assertThat(first).matches("admin;\\{SSHA256}[A-Za-z0-9+/=]{56};pop3-admin\n");
    assertThat(config("keyfile")).isNotEqualTo(first);
    assertThat(config("admin-keyfile")).endsWith(";asadmin\n").doesNotContain("secret");
  }

  private String config(String file) throws IOException {
    return Files.readString(domain.base().resolve("config").resolve(file));
  }
}
