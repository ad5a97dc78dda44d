package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one property.
 *
 * @param value as it was written
 * @param allowed a clause for an administrator, such as "it must be from 1 to 3600"
 */
public record Complaint(String property, String value, String allowed) {

  public Complaint {
    requireNonNull(property, "property is null");
    requireNonNull(value, "value is null");
    requireNonNull(allowed, "allowed is null");
  }

  @Override
  public String toString() {
    return "%s is \"%s\": %s".formatted(property, value, allowed);
  }
}
