package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Environment variables, read with defaults; what cannot be right is refused by its name. */
record Environment(Map<String, String> variables) {

  private static final int MAX_PORT = 65_535;

  Environment {
    requireNonNull(variables, "variables is null");
    variables = Map.copyOf(variables);
  }

  /** A variable that is set to nothing counts as not set. */
  Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  String oneOf(String name, List<String> choices) throws LaunchException {
    String value = value(name).orElse(choices.get(0));
    if (!choices.contains(value)) {
      throw refused(name, value, "one of " + String.join(", ", choices));
    }
    return value;
  }

  int port(String name, int otherwise) throws LaunchException {
    int port = number(name, otherwise);
    if (port < 1 || port > MAX_PORT) {
      throw refused(name, Integer.toString(port), "a port number from 1 to " + MAX_PORT);
    }
    return port;
  }

  int number(String name, int otherwise) throws LaunchException {
    String value = value(name).orElse(Integer.toString(otherwise));
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw refused(name, value, "a number");
    }
  }

  LaunchException refused(String name, String value, String wanted) {
    return new LaunchException(name + " is '" + value + "': it must be " + wanted + ".");
  }
}
