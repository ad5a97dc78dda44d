package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.lmtp.LmtpSettings.OverQuota;
import org.pop3ra.session.CleartextPolicy;

class SettingsTest {
  private final Pop3ResourceAdapter properties = new Pop3ResourceAdapter();

  @Test
  void hasTheDefaultsThatTheDocumentationTells() throws InvalidPropertyException {
    Settings settings = Settings.of(properties);

    assertThat(settings.pop3().address().getPort()).isEqualTo(1110);
    assertThat(settings.pop3().address().getAddress()).isEqualTo(loopback());
    assertThat(settings.pop3().idle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.pop3().login()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.pop3().maxConnections()).isEqualTo(15_000);
    assertThat(settings.pop3().maxConnectionsPerAddress()).isEqualTo(500);
    assertThat(settings.pop3().maxBadCommands()).isEqualTo(50);
    assertThat(settings.pop3().maxDiscardedOctets()).isEqualTo(4 * 1024 * 1024);
    assertThat(settings.pop3().failedLoginDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.pop3().cleartext()).isEqualTo(CleartextPolicy.LOOPBACK);
    assertThat(settings.lmtp().address().getPort()).isEqualTo(1024);
    assertThat(settings.lmtp().sessions().maxMessageOctets()).isEqualTo(50 * 1024 * 1024);
    assertThat(settings.lmtp().sessions().maxRecipients()).isEqualTo(1000);
    assertThat(settings.lmtp().sessions().overQuota()).isEqualTo(OverQuota.TEMPORARY);
    assertThat(settings.nodeName()).isEmpty();
    assertThat(settings.threads().workers()).isBetween(2, 16);
    assertThat(settings.threads().eventLoops())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void tellsTheContainerTheDefaultsThatItHas() throws ReflectiveOperationException {
    for (Field field : fields()) {
      ConfigProperty told = field.getAnnotation(ConfigProperty.class);

      assertThat(told.defaultValue()).as(field.getName()).isEqualTo(get(field).toString());
      assertThat(told.type()).as(field.getName()).isEqualTo(field.getType());
      assertThat(told.description()).as(field.getName()).isNotEmpty();
    }
    assertThat(fields()).hasSize(72);
  }

  @Test
  void hasABeanPropertyForEach() throws ReflectiveOperationException {
    for (Field field : fields()) {
      Object value = field.getType() == Integer.class ? (Object) 12_345 : "text";
      method("set", field, field.getType()).invoke(properties, value);

      assertThat(get(field)).as(field.getName()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pop3Port, 65536",
    "pop3Port, -1",
    "lmtpPort, 70000",
    "idleSeconds, 0",
    "loginSeconds, 0",
    "maxConnections, 0",
    "maxConnectionsPerAddress, -1",
    "lmtpMaxConnections, 0",
    "lmtpMaxConnectionsPerAddress, -1",
    "lmtpIdleSeconds, 0",
    "maxBadCommands, 0",
    "maxDiscardedOctets, 0",
    "failedLoginDelayMillis, -1",
    "maxMessageOctets, 1000000001",
    "maxRecipients, 0",
    "maxDeliveries, 0",
    "workers, 1",
    "workers, 1001",
    "eventLoops, -1",
    "eventLoops, 257",
    "workerWaitSeconds, 0",
    "writeStallSeconds, 0",
    "drainSeconds, -1"
  })
  void namesANumberThatIsOutOfRange(String property, int value)
      throws ReflectiveOperationException {
    set(property, Integer.class, value);

    assertThatThrownBy(() -> Settings.of(properties))
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining(property + " is \"" + value + "\": it must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleartext", "overQuota", "bindAddress", "lmtpBindAddress", "hostName"})
  void namesATextThatMeansNothing(String property) throws ReflectiveOperationException {
    set(property, String.class, "not this!");

    assertThatThrownBy(() -> Settings.of(properties))
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining(property + " is \"not this!\": it must be ");
  }

  @Test
  void saysWhyAnLmtpClientMayNotBeSilentForLonger() {
    properties.setLmtpIdleSeconds(600);

    assertThatThrownBy(() -> Settings.of(properties))
        .hasMessageContaining("lmtpIdleSeconds is \"600\": it must be from 1 to 599, because ")
        .hasMessageContaining("given up after ten minutes");
  }

  @Test
  void warnsOfWhatIsAllowedAndUnwise() throws InvalidPropertyException {
    assertThat(Settings.of(properties).warnings()).isEmpty();
    properties.setIdleSeconds(599);
    properties.setLmtpBindAddress("0.0.0.0");

    assertThat(Settings.of(properties).warnings())
        .containsExactly(
            "idleSeconds is 599: RFC 1939 section 3 asks for at least 600",
            "LMTP listens on 0.0.0.0, not on loopback: anybody who reaches port 1024 can deliver"
                + " mail");
  }

  @Test
  void namesAllMistakesAtOnce() {
    properties.setPop3Port(null);
    properties.setDrainSeconds(-5);

    assertThatThrownBy(() -> Settings.of(properties))
        .hasMessageContainingAll("pop3Port is \"null\"", "drainSeconds is \"-5\"");
  }

  @Test
  void takesABlankForNothing() throws InvalidPropertyException {
    properties.setNodeName(" ");
    properties.setHostName(" ");
    properties.setLmtpBindAddress(" ");

    Settings settings = Settings.of(properties);

    assertThat(settings.nodeName()).isEmpty();
    assertThat(settings.lmtp().sessions().hostName()).isNotBlank();
    assertThat(settings.lmtp().address().getAddress()).isEqualTo(loopback());
  }

  @Test
  void doesNotMindCapitals() throws InvalidPropertyException {
    properties.setCleartext("Never");

    assertThat(Settings.of(properties).pop3().cleartext()).isEqualTo(CleartextPolicy.NEVER);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "256, 1000"})
  void takesNumbersOfThreadsInPlaceOfTheDefaults(int eventLoops, int workers)
      throws InvalidPropertyException {
    properties.setEventLoops(eventLoops);
    properties.setWorkers(workers);

    ThreadSettings threads = Settings.of(properties).threads();

    assertThat(threads.eventLoops()).isEqualTo(eventLoops);
    assertThat(threads.workers()).isEqualTo(workers);
  }

  @Test
  void showsWhatIsInForce() throws InvalidPropertyException {
    Map<String, Object> configuration = Configuration.of(properties, Settings.of(properties));

    assertThat(configuration)
        .hasSize(72)
        .containsEntry("pop3Port", 1110)
        .containsEntry("lmtpBindAddress", "127.0.0.1");
    assertThat(configuration.get("workers")).isNotEqualTo(0);
    assertThat(configuration.get("eventLoops")).isNotEqualTo(0);
    assertThat(configuration.get("hostName")).isNotEqualTo("");
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = LmtpProperties.class; type != Object.class; type = type.getSuperclass()) {
      fields.addAll(List.of(type.getDeclaredFields()));
    }
    fields.removeIf(Field::isSynthetic);
    return fields;
  }

  private Object get(Field field) throws ReflectiveOperationException {
    return method("get", field).invoke(properties);
  }

  private void set(String property, Class<?> type, Object value)
      throws ReflectiveOperationException {
    Pop3ResourceAdapter.class.getMethod("set" + capital(property), type).invoke(properties, value);
  }

  private static Method method(String prefix, Field field, Class<?>... types)
      throws ReflectiveOperationException {
    return Pop3ResourceAdapter.class.getMethod(prefix + capital(field.getName()), types);
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
