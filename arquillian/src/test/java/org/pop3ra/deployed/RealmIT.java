package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.deployed.LoginServer.file;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.pop3ra.fixture.Slapd;

/**
 * The server's own security vouches for users: first the realm that it comes with, which is a file,
 * then a directory that is known to the server alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealmIT {
  private static final String REFUSED = "-ERR [AUTH] ";
  @TempDir private static Path directory;
  private static Slapd slapd;
  private static VouchedServer pop3;

  @BeforeAll
  static void start() throws Exception {
    pop3 =
        VouchedServer.start(
            "realm",
            Map.of("POP3_IDENTITY_SOURCES", "tables realm", "POP3_REALM_ROLE", "pop3-admin"));
    pop3.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    if (pop3 != null) {
      pop3.kill();
    }
    if (slapd != null) {
      slapd.stop();
    }
  }

  @Test
  @Order(1)
  void aUserOfTheServerGetsAnAccount() throws Exception {
    String wrong = pop3.password("admin", "wrong");

    assertThat(wrong).startsWith(REFUSED);
    assertThat(pop3.password("nobody", "administrator")).isEqualTo(wrong);
    assertThat(pop3.sasl("PLAIN", "local\0admin\0administrator")).isEqualTo(wrong);
    assertThat(pop3.password("admin", "administrator")).startsWith("+OK");
    assertThat(pop3.sasl("PLAIN", "\0admin\0administrator")).startsWith("+OK");
    assertThat(pop3.password("local", "secret")).startsWith("+OK");
  }

  @Test
  @Order(2)
  void thePasswordThatTheServerIsAskedAboutIsNotLogged() throws Exception {
    pop3.assertPasswordsUnlogged("admin", "administrator");
  }

  @Test
  @Order(3)
  void aDirectoryBehindTheRealmDecides() throws Exception {
    slapd = Slapd.start(directory, People.ENTRIES, file("localhost.pem"), file("localhost.key"));
    configure();

    assertThat(pop3.password("ann", "secret")).startsWith("+OK");
    assertThat(pop3.password("ann", "wrong")).startsWith(REFUSED);
    assertThat(pop3.password("nobody", "secret")).startsWith(REFUSED);
    assertThat(pop3.password("bob", "secret")).as("not in the group").startsWith(REFUSED);
    assertThat(pop3.password("*", "secret")).as("a filter").startsWith(REFUSED);
    assertThat(pop3.password("a*", "secret")).as("a filter").startsWith(REFUSED);
    assertThat(pop3.password("admin", "administrator")).startsWith(REFUSED);
    assertThat(pop3.password("local", "secret")).startsWith("+OK");
  }

  @Test
  @Order(4)
  @OnlyOn(value = Product.WILDFLY, why = "Payara logs its adapter's configuration once")
  void theNewConfigurationIsLogged() throws Exception {
    assertThat(pop3.log().lines().filter(line -> line.contains("Configuration: ")))
        .hasSize(2)
        .last()
        .asString()
        .contains("idleSeconds=900,");
  }

  @Test
  @Order(4)
  void nobodyCanTellByTheTimeWhoIsInTheDirectory() throws Exception {
    new RefusalTimes(pop3).assertAlike("ann", "nobody");

    assertThat(pop3.password("ann", "secret")).as("the owner is not locked out").startsWith("+OK");
  }

  /** RFC 3206 section 4: it is no word about the password. Payara does not tell the two apart. */
  @Test
  @Order(5)
  void aRealmThatIsAwayIsNoWrongPasswordWhereTheServerSaysSo() throws Exception {
    String away = Product.underTest() == Product.WILDFLY ? "-ERR [SYS/TEMP] " : REFUSED;
    slapd.stop();
    try {
      assertThat(pop3.password("ann", "secret")).startsWith(away);
      assertThat(pop3.password("local", "secret")).startsWith("+OK");
    } finally {
      slapd.start();
    }
    assertThat(pop3.password("ann", "secret")).startsWith("+OK");
  }

  @Test
  @Order(6)
  void aPropertyThatCannotBeRightFailsTheDeploymentAndIsNamed() throws Exception {
    String said = pop3.misconfigure(script("wrong", idleSeconds("0") + again()));

    assertThat(said).contains("idleSeconds is \"0\": it must be from 1 to 86400");
    assertThatThrownBy(pop3.server()::connect).isInstanceOf(ConnectException.class);
  }

  /** As docs/authentication.md shows it, and docs/configuration.md. */
  private static void configure() throws Exception {
    Path resources = Path.of("src", "test", "resources");
    String commands = Files.readString(resources.resolve("realm" + ConfigurationScript.suffix()));
    String port = Integer.toString(slapd.url().getPort());
    String before = Product.underTest() == Product.WILDFLY ? idleSeconds("900") : "";
    pop3.configure(script("realm", before + commands.replace("389", port)));
  }

  private static String idleSeconds(String value) {
    String wildFly =
        "/subsystem=resource-adapters/resource-adapter=pop3/config-properties=idleSeconds:";
    return switch (Product.underTest()) {
      case WILDFLY -> wildFly + "remove\n" + wildFly + "add(value=" + value + ")\n";
      case PAYARA ->
          "set resources.resource-adapter-config.pop3#pop3-ra.property.idleSeconds=" + value + "\n";
    };
  }

  /** Puts it into force. */
  private static String again() {
    return switch (Product.underTest()) {
      case WILDFLY -> "reload\n";
      case PAYARA -> "disable pop3\nenable pop3\n";
    };
  }

  private static Path script(String name, String commands) throws IOException {
    Files.writeString(directory.resolve(name + ConfigurationScript.suffix()), commands);
    return directory.resolve(name);
  }
}
