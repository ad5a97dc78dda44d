package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Environment variables, read with defaults; what cannot be right is refused by its name. */
record Environment(Map<String, String> variables) {

  private static final int MAX_PORT = 65_535;

  /** A password may begin and end with blanks. */
  private static final Pattern OURS = Pattern.compile("(?!.*_PASSWORD)(POP3|LMTP)S?_[A-Z0-9_]+");

  private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?[0-9]+\\s*");

  Environment {
    requireNonNull(variables, "variables is null");
    variables = Map.copyOf(variables);
  }

  /** A variable that is set to nothing counts as not set. */
  Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * Gives a server's variables the meaning that they have here: its expressions would take one that
   * is set to nothing for an empty value, and stumble over blanks around a number.
   */
  static void tidy(Map<String, String> variables) {
    variables
        .entrySet()
        .removeIf(variable -> OURS.matcher(variable.getKey()).matches() && isBlank(variable));
    variables.replaceAll(
        (name, value) ->
            OURS.matcher(name).matches() && NUMBER.matcher(value).matches()
                ? value.strip()
                : value);
  }

  private static boolean isBlank(Map.Entry<String, String> variable) {
    return variable.getValue().isBlank();
  }

  String oneOf(String name, List<String> choices) throws LaunchException {
    String value = value(name).orElse(choices.get(0));
    if (!choices.contains(value)) {
      throw refused(name, value, "one of " + String.join(", ", choices));
    }
    return value;
  }

  int port(String name, int otherwise) throws LaunchException {
    return number(name, otherwise, 1, MAX_PORT, "a port number from 1 to " + MAX_PORT);
  }

  /** A port number, or 0 for none. */
  int portOrNone(String name, int otherwise) throws LaunchException {
    String wanted = "a port number from 1 to " + MAX_PORT + ", or 0 for none";
    return number(name, otherwise, 0, MAX_PORT, wanted);
  }

  int number(String name, int otherwise, int least) throws LaunchException {
    return number(name, otherwise, least, Integer.MAX_VALUE, "a number, at least " + least);
  }

  private int number(String name, int otherwise, int least, int most, String wanted)
      throws LaunchException {
    String value = value(name).orElse(Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw refused(name, value, wanted);
  }

  LaunchException refused(String name, String value, String wanted) {
    return new LaunchException(name + " is '" + value + "': it must be " + wanted + ".");
  }
}
