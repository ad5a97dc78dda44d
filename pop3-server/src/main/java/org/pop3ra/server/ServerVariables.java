package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pop3ra.connector.Complaint;
import org.pop3ra.connector.PropertyCheck;

/**
 * The variables that the server itself reads, as its script says. The server would refuse them,
 * too, but late, and some without a word about which it was.
 *
 * @param properties the adapter's property for each variable
 */
record ServerVariables(Map<String, String> properties) {

  private static final String SCRIPT = "/pop3.cli";
  private static final Pattern SET =
      Pattern.compile(
          "resource-adapter=pop3/config-properties=(\\w+):add\\(value=\"\\$\\{env\\.(\\w+):");

  ServerVariables {
    properties = Map.copyOf(properties);
  }

  /** As the script of this launcher's server has them. */
  static ServerVariables ofScript() {
    Map<String, String> properties = new LinkedHashMap<>();
    SET.matcher(script()).results().forEach(set -> properties.put(set.group(2), set.group(1)));
    return new ServerVariables(properties);
  }

  /** Refuses the first that cannot be right; which of them a secret is in, is told by its name. */
  void check(Environment environment) throws LaunchException {
    Map<String, String> values = new LinkedHashMap<>();
    properties.forEach(
        (variable, property) ->
            environment.value(variable).ifPresent(value -> values.put(property, value)));
    for (Complaint complaint : PropertyCheck.of(values)) {
      Optional<String> variable = variable(complaint.property(), environment);
      if (variable.isPresent()) {
        throw refused(variable.get(), complaint);
      }
    }
  }

  /** The one that is set: of others it may be said that they are missing, but not here. */
  private Optional<String> variable(String property, Environment environment) {
    return properties.entrySet().stream()
        .filter(entry -> entry.getValue().equals(property))
        .map(Map.Entry::getKey)
        .filter(variable -> environment.value(variable).isPresent())
        .findFirst();
  }

  private static LaunchException refused(String variable, Complaint complaint) {
    String value = variable.contains("PASSWORD") ? "set" : "'" + complaint.value() + "'";
    return new LaunchException(variable + " is " + value + ": " + complaint.allowed() + ".");
  }

  private static String script() {
    try (InputStream script = ServerVariables.class.getResourceAsStream(SCRIPT)) {
      return new String(requireNonNull(script, SCRIPT).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new LinkageError("Not readable: " + SCRIPT, e);
    }
  }
}
