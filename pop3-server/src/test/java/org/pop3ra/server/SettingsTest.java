package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Path CHECKOUT = Path.of("/checkout");

  @Test
  void anEmptyEnvironmentGivesTheDefaults() throws Exception {
    Settings settings = settings(Map.of());

    assertThat(settings.ports()).isEqualTo(new Ports(1110, 1995, 1024, 0, 8080, 9990));
    assertThat(settings.bind()).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(settings.data()).isEqualTo(Path.of("/checkout/data"));
    assertThat(settings.cleartext()).isEqualTo("loopback");
    assertThat(settings.administratorPassword()).isEmpty();
    assertThat(settings.demo()).isTrue();
    assertThat(settings.javaOptions()).isEmpty();
  }

  @Test
  void theEnvironmentIsHeeded() throws Exception {
    Settings settings =
        settings(
            Map.of(
                "POP3_PORT", "2110",
                "POP3_BIND", "0.0.0.0",
                "POP3_DATA_DIR", "/var/lib/pop3",
                "POP3_ADMIN_PASSWORD", "secret",
                "POP3_DEMO", "false",
                "POP3_JAVA_OPTS", " -Xmx256m  -Dx=y "));

    assertThat(settings.ports().pop3()).isEqualTo(2110);
    assertThat(settings.clientHost()).isEqualTo("127.0.0.1");
    assertThat(settings.data()).isEqualTo(Path.of("/var/lib/pop3"));
    assertThat(settings.administratorPassword()).contains("secret");
    assertThat(settings.demo()).isFalse();
    assertThat(settings.javaOptions()).containsExactly("-Xmx256m", "-Dx=y");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void aServerThatIsGivenACertificateMakesNone() throws Exception {
    assertThat(settings(Map.of()).selfSigned()).contains(SelfSigned.in(Path.of("/checkout/data")));
    assertThat(settings(Map.of("POP3_TLS_CERT", "/etc/ssl/mail.pem")).selfSigned()).isEmpty();
    assertThat(settings(Map.of("POP3_TLS_KEYSTORE", "/etc/ssl/mail.p12")).selfSigned()).isEmpty();
    assertThat(settings(Map.of("POP3_TLS_CONTEXT", "mail")).selfSigned()).isEmpty();
  }

  /** It would not be used, and who gave it would not learn so. */
  @ParameterizedTest
  @ValueSource(strings = {"", "POP3_TLS_KEYSTORE", "POP3_TLS_CONTEXT"})
  void aKeyWithoutItsCertificateIsRefusedByName(String other) {
    Map<String, String> environment = new HashMap<>(Map.of("POP3_TLS_KEY", "/etc/ssl/mail.key"));
    if (!other.isEmpty()) {
      environment.put(other, "mail");
    }

    assertThatThrownBy(() -> settings(environment))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "POP3_TLS_KEY is '/etc/ssl/mail.key': it must name one file for each of"
                + " tlsCertificate, or none.");
  }

  @Test
  void lmtpListensWherePop3DoesUnlessToldOtherwise() throws Exception {
    Settings alike = settings(Map.of("POP3_BIND", "127.0.0.2"));
    Settings apart = settings(Map.of("POP3_BIND", "0.0.0.0", "LMTP_BIND", "127.0.0.3"));

    assertThat(alike.lmtpClientHost()).isEqualTo("127.0.0.2");
    assertThat(apart.clientHost()).isEqualTo("127.0.0.1");
    assertThat(apart.lmtpClientHost()).isEqualTo("127.0.0.3");
  }

  @ParameterizedTest
  @CsvSource({
    "POP3_PORT, 0",
    "POP3_PORT, 65536",
    "POP3S_PORT, -1",
    "LMTPS_PORT, 65536",
    "LMTP_PORT, 1024x",
    "POP3_CLEARTEXT, sometimes",
    "POP3_DB_DRIVER, oracle",
    "POP3_DB_POOL, 1",
    "POP3_DB_POOL, many",
    "POP3_MDB_POOL, 0",
    "POP3_WORK_THREADS, 64k",
    "POP3_MANAGEMENT_PORT, 99999",
    "POP3_IDLE_SECONDS, abc",
    "POP3_IDLE_SECONDS, 0",
    "POP3_IDLE_SECONDS, 99999999999999999999",
    "LMTP_IDLE_SECONDS, 600",
    "LMTP_MAX_CONNECTIONS, -1",
    "POP3_WORKERS, 1",
    "POP3_OVER_QUOTA, never",
    "POP3_HOST_NAME, a host",
    "POP3_DEMO, maybe"
  })
  void whatCannotBeRightIsRefusedByName(String variable, String value) {
    assertThatThrownBy(() -> settings(Map.of(variable, value)))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith(variable + " is '" + value + "': it must be ");
  }

  @TestFactory
  Stream<DynamicTest> noNumberOfTheServerMayBeAWord() {
    return ServerVariables.ofScript().properties().entrySet().stream()
        .filter(set -> isNumber(set.getValue()))
        .map(Map.Entry::getKey)
        .map(
            variable ->
                dynamicTest(variable, () -> whatCannotBeRightIsRefusedByName(variable, "abc")));
  }

  @Test
  void aRefusalTellsTheRange() {
    assertThatThrownBy(() -> settings(Map.of("POP3_IDLE_SECONDS", "abc")))
        .hasMessage("POP3_IDLE_SECONDS is 'abc': it must be from 1 to 86400.");
  }

  @ParameterizedTest
  @CsvSource({
    "POP3_DB_POOL, 51, 'at least 52, for the number of workers'",
    "POP3_MDB_POOL, 49, 'at least 50, for the number of workers'",
    "POP3_WORK_THREADS, 49, 'at least 50, for the number of workers'"
  })
  void aPoolMustHaveRoomForAllWorkers(String pool, String size, String wanted) {
    Map<String, String> large =
        Map.of("POP3_WORKERS", "50", "POP3_DB_POOL", "52", "POP3_MDB_POOL", "50");
    Map<String, String> small = new HashMap<>(large);
    small.put(pool, size);

    assertThatCode(() -> settings(large)).doesNotThrowAnyException();
    assertThatThrownBy(() -> settings(small))
        .hasMessage("%s is '%s': it must be %s.".formatted(pool, size, wanted));
  }

  @Test
  void theLauncherTalksAsABalancerWhereTheServerTakesItForOne() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ProxyHeaders none = settings(Map.of("POP3_PROXY_FROM", "192.0.2.0/24")).proxyHeaders();
    ProxyHeaders both =
        settings(
                Map.of("POP3_PROXY_FROM", "192.0.2.1, 127.0.0.0/8", "LMTP_PROXY_FROM", "127.0.0.1"))
            .proxyHeaders();

    assertThat(none.pop3(loopback)).isEmpty();
    assertThat(none.lmtp(loopback)).isEmpty();
    assertThat(both.pop3(loopback)).isEqualTo("PROXY UNKNOWN\r\n");
    assertThat(both.lmtp(loopback)).isEqualTo("PROXY UNKNOWN\r\n");
  }

  @Test
  void blanksAroundANumberDoNotMatter() {
    assertThatCode(() -> settings(Map.of("POP3_IDLE_SECONDS", " 900 "))).doesNotThrowAnyException();
  }

  @Test
  void postgresqlWantsAUrl() {
    assertThatThrownBy(() -> settings(Map.of("POP3_DB_DRIVER", "postgresql")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("POP3_DB_URL");
  }

  @Test
  void theUrlMustBeTheDrivers() {
    Map<String, String> environment = Map.of("POP3_DB_URL", "jdbc:postgresql://db/pop3");

    assertThatThrownBy(() -> settings(environment))
        .isInstanceOf(LaunchException.class)
        .hasMessage("POP3_DB_URL must begin with jdbc:h2:");
  }

  @Test
  void aRefusalDoesNotShowTheUrl() {
    Map<String, String> environment =
        Map.of("POP3_DB_DRIVER", "h2", "POP3_DB_URL", "jdbc:postgresql://db/?password=secret");

    assertThatThrownBy(() -> settings(environment)).hasMessageNotContaining("secret");
  }

  private static boolean isNumber(String property) {
    return ConfigurationTest.properties()
        .anyMatch(field -> field.getName().equals(property) && field.getType() == Integer.class);
  }

  private static Settings settings(Map<String, String> environment) throws LaunchException {
    return Settings.of(new Environment(environment), CHECKOUT);
  }
}
