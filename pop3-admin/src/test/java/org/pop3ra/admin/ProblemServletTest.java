package org.pop3ra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the container refuses before a resource is asked. */
class ProblemServletTest {

  /** RFC 9457 section 4.2.1; the phrases are those of RFC 9110 section 15. */
  @ParameterizedTest
  @CsvSource({
    "400, Bad Request",
    "401, Unauthorized",
    "403, Forbidden",
    "404, Not Found",
    "405, Method Not Allowed",
    "406, Not Acceptable",
    "413, Content Too Large",
    "414, URI Too Long",
    "415, Unsupported Media Type",
    "422, Unprocessable Content",
    "431, Request Header Fields Too Large",
    "500, Internal Server Error",
    "501, Not Implemented",
    "503, Service Unavailable",
    "499, Bad Request",
    "599, Internal Server Error"
  })
  void theTitleIsTheStatusInWords(int status, String title) {
    assertThat(ProblemServlet.problem(status, true).json())
        .contains("\"title\":\"" + title + "\"", "\"status\":" + status);
  }

  @Test
  void theRoleIsNamedToWhomItIsMissing() {
    assertThat(ProblemServlet.problem(403, false).detail()).contains("pop3-admin");
    assertThat(ProblemServlet.problem(403, true).detail()).doesNotContain("role");
  }
}
