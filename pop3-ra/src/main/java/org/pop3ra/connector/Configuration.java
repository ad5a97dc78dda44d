package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties of an adapter as they are in force, for the log; of secrets, that they are set.
 */
final class Configuration {
  private Configuration() {}

  /** Every property by its name, with the value that counts where the property leaves it open. */
  static Map<String, Object> of(LmtpProperties properties, Settings settings) {
    Map<String, Object> values = new TreeMap<>();
    for (Class<?> type = LmtpProperties.class; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(ConfigProperty.class)) {
          values.put(field.getName(), value(field, properties));
        }
      }
    }
    values.put("eventLoops", settings.threads().eventLoops());
    values.put("workers", settings.threads().workers());
    values.put("hostName", settings.lmtp().sessions().hostName());
    values.put("lmtpBindAddress", settings.lmtp().address().getHostString());
    return values;
  }

  private static Object value(Field field, LmtpProperties properties) {
    try {
      field.setAccessible(true);
      Object value = field.get(properties);
      boolean secret = field.getAnnotation(ConfigProperty.class).confidential();
      return secret && value != null && !value.toString().isBlank() ? "(secret)" : value;
    } catch (IllegalAccessException e) {
      throw new LinkageError("Not readable: " + field, e);
    }
  }
}
