package org.pop3ra.admin;

import jakarta.ws.rs.core.Response;

/** A request that is answered with a problem. Without a stack trace: the client is at fault. */
final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Response.Status status;
  private final String field;

  ProblemException(Response.Status status, String field, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.field = field;
  }

  /** A request that is not of the form that the documentation describes. */
  static ProblemException malformed(String field, String detail) {
    return new ProblemException(Response.Status.BAD_REQUEST, field, detail);
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(Response.Status.NOT_FOUND, "name", detail);
  }

  Problem problem() {
    return new Problem(status.getStatusCode(), getMessage(), field);
  }
}
