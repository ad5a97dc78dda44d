package org.pop3ra.admin;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.INTERNAL_SERVER_ERROR;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/**
 * What went wrong, for the client (RFC 9457 section 3). The type is {@code about:blank}: the status
 * says what kind it is, and the title is that status in words.
 *
 * @param field the member, parameter or part of the path that is at fault, or empty
 */
record Problem(int status, String detail, String field) {
  static final String MEDIA_TYPE = "application/problem+json";

  /** What a container or runtime refused: no such path, method or media type. */
  static Problem refused(int status) {
    String detail =
        switch (status) {
          case 404 -> "there is nothing at this path";
          case 405 -> "the path does not know this method";
          case 406 -> "the answer is application/json";
          case 415 -> "the body must be application/json";
          default -> status < 500 ? "the request was refused" : "the server's log knows more";
        };
    return new Problem(status, detail, "");
  }

  /** The status in the words of RFC 9110 section 15, as RFC 9457 section 4.2.1 wants it. */
  String title() {
    return switch (status) {
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 416 -> "Range Not Satisfiable";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 426 -> "Upgrade Required";
      default -> phrase();
    };
  }

  /** RFC 9110 section 15: a status that is not known is like the first of its class. */
  private String phrase() {
    Response.Status known = Response.Status.fromStatusCode(status);
    Response.Status first = status < 500 ? BAD_REQUEST : INTERNAL_SERVER_ERROR;
    return (known == null ? first : known).getReasonPhrase();
  }

  String json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title())
            .add("status", status)
            .add("detail", detail);
    if (!field.isEmpty()) {
      json.add("field", field);
    }
    return json.build().toString();
  }
}
