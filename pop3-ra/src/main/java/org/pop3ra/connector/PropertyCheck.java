package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import jakarta.resource.spi.ConfigProperty;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks properties by the rules of a deployment, before there is a server: a container that is
 * given a word for a number names neither the property nor what it may be.
 */
public final class PropertyCheck {

  private PropertyCheck() {}

  /**
   * What is wrong with the values, written as for a container; a property without a value has its
   * default. Opens and changes nothing.
   *
   * @throws IllegalArgumentException if there is no such property
   */
  public static List<Complaint> of(Map<String, String> values) {
    Pop3ResourceAdapter adapter = new Pop3ResourceAdapter();
    values.forEach((property, value) -> set(adapter, field(property), value));
    Problems problems = new Problems();
    Settings.of(adapter, problems);
    List<Complaint> complaints = new ArrayList<>();
    for (Complaint found : problems.found()) {
      // What is confidential is not repeated: the rule has put something else in its place.
      String written =
          isConfidential(found.property())
              ? found.value()
              : values.getOrDefault(found.property(), found.value());
      complaints.add(new Complaint(found.property(), written, found.allowed()));
    }
    return complaints;
  }

  /** How many workers there are on this machine if the property {@code workers} is 0. */
  public static int workersByDefault() {
    return ThreadSettings.workersByDefault();
  }

  private static boolean isConfidential(String property) {
    return field(property).getAnnotation(ConfigProperty.class).confidential();
  }

  private static Field field(String property) {
    for (Class<?> type = LmtpProperties.class; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(property) && field.isAnnotationPresent(ConfigProperty.class)) {
          return field;
        }
      }
    }
    throw new IllegalArgumentException("There is no property " + property);
  }

  private static void set(Pop3ResourceAdapter adapter, Field field, String value) {
    try {
      field.setAccessible(true);
      field.set(adapter, field.getType() == Integer.class ? number(value) : value);
    } catch (IllegalAccessException e) {
      throw new LinkageError("Not writable: " + field, e);
    }
  }

  /** Null, which is never right, for what is no number. */
  private static Integer number(String value) {
    try {
      return Integer.valueOf(text(value));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
