package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.ConfigProperty;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pop3ra.connector.Pop3ResourceAdapter;

/** The adapter's properties, the scripts that set them and the page that explains them agree. */
class ConfigurationTest {

  private static final Pattern SET =
      Pattern.compile(
          "resource-adapter=pop3/config-properties=(\\w+):add\\(value=\"\\$\\{env\\.(\\w+):(.*)}\"\\)");
  private static final Pattern SET_ON_PAYARA =
      Pattern.compile("pop3#pop3-ra\\.property\\.(\\w+)=\\$\\{MPCONFIG=(\\w+):(.*)}");
  private static final Pattern EXPLAINED =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` \\| ([^|]+) \\| [^|]+ \\|$");

  private final Map<String, Variable> script = read("src/main/cli/pop3.cli", SET);
  private final Map<String, Variable> payara = read("src/main/asadmin/pop3.asadmin", SET_ON_PAYARA);
  private final Map<String, Variable> page = read("../docs/configuration.md", EXPLAINED);

  ConfigurationTest() throws IOException {}

  @Test
  void nothingElseIsSetOrExplained() {
    String[] names = properties().map(Field::getName).toArray(String[]::new);

    assertThat(script).containsOnlyKeys(names);
    assertThat(payara).containsOnlyKeys(names);
    assertThat(page).containsOnlyKeys(names);
  }

  @TestFactory
  Stream<DynamicTest> everyPropertyIsSetAndExplainedWithItsDefault() {
    return properties().map(p -> DynamicTest.dynamicTest(p.getName(), () -> check(p)));
  }

  private void check(Field property) {
    String otherwise = property.getAnnotation(ConfigProperty.class).defaultValue();
    Variable set = script.get(property.getName());
    Variable explained = page.get(property.getName());

    assertThat(explained.name()).isEqualTo(set.name());
    assertThat(payara.get(property.getName())).isEqualTo(new Variable(set.name(), otherwise));
    assertThat(property.getAnnotation(ConfigProperty.class).description()).isNotEmpty();
    if (!otherwise.isEmpty()) {
      assertThat(set.otherwise()).isEqualTo(otherwise);
      assertThat(explained.otherwise()).isEqualTo(otherwise);
    }
  }

  static Stream<Field> properties() {
    return Stream.<Class<?>>iterate(
            Pop3ResourceAdapter.class, c -> c != Object.class, Class::getSuperclass)
        .flatMap(c -> Arrays.stream(c.getDeclaredFields()))
        .filter(field -> field.isAnnotationPresent(ConfigProperty.class));
  }

  private static Map<String, Variable> read(String file, Pattern pattern) throws IOException {
    Map<String, Variable> variables = new TreeMap<>();
    try (Stream<MatchResult> found = pattern.matcher(Files.readString(Path.of(file))).results()) {
      found.forEach(m -> variables.put(m.group(1), new Variable(m.group(2), m.group(3))));
    }
    return variables;
  }

  /** An environment variable and what counts without it. */
  private record Variable(String name, String otherwise) {}
}
