package org.pop3ra.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A well-formed command line. Its arguments are never printed: one of them may be a password.
 *
 * @param arguments as many as the verb takes, none of them empty, without control characters
 */
public record Command(Verb verb, List<String> arguments) {
  public Command {
    requireNonNull(verb, "verb is null");
    arguments = List.copyOf(arguments);
  }

  public boolean hasArgument() {
    return !arguments.isEmpty();
  }

  public String argument(int index) {
    return arguments.get(index);
  }

  @Override
  public String toString() {
    return verb.name();
  }
}
