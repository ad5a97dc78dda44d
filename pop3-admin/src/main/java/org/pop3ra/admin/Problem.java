package org.pop3ra.admin;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/**
 * What went wrong, for the client (RFC 9457 section 3). The type is {@code about:blank}: the status
 * says what kind it is, and the title is that status in words.
 *
 * @param field the member, parameter or part of the path that is at fault, or empty
 */
record Problem(int status, String title, String detail, String field) {
  static final String MEDIA_TYPE = "application/problem+json";

  String json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title)
            .add("status", status)
            .add("detail", detail);
    if (!field.isEmpty()) {
      json.add("field", field);
    }
    return json.build().toString();
  }
}
