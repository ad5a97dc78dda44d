package org.pop3ra.connector;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Collects what is wrong with the properties, so that an administrator learns all of it at once.
 */
final class Problems {
  private final List<Complaint> found = new ArrayList<>();

  void add(String property, String value, String allowed) {
    found.add(new Complaint(property, String.valueOf(value), allowed));
  }

  List<Complaint> found() {
    return found;
  }

  /** The value, or the least allowed one in place of a value that is not. */
  int number(String property, Integer value, int least, int most) {
    if (value == null || value < least || value > most) {
      add(property, String.valueOf(value), "it must be from %d to %d".formatted(least, most));
      return least;
    }
    return value;
  }

  /** A constant of the enum, written in lower case. */
  <E extends Enum<E>> E oneOf(String property, String value, Class<E> allowed) {
    List<E> constants = List.of(allowed.getEnumConstants());
    for (E constant : constants) {
      if (name(constant).equals(text(value).toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    add(property, value, "it must be one of " + constants.stream().map(Problems::name).toList());
    return constants.get(0);
  }

  /** Without blanks around it: in some places a blank is the only way to write "nothing". */
  static String text(String value) {
    return value == null ? "" : value.strip();
  }

  void throwIfAny() throws InvalidPropertyException {
    if (!found.isEmpty()) {
      throw new InvalidPropertyException("Not deployed: " + join());
    }
  }

  private String join() {
    return found.stream().map(Complaint::toString).collect(Collectors.joining("; "));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
