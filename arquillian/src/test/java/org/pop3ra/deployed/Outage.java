package org.pop3ra.deployed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.http.HttpResponse;
import java.time.Duration;

/** What administrators are told while the database is away, and afterwards. */
record Outage(Administration administration) {
  /** EclipseLink once waited longer before it tried the same connection again. */
  private static final Duration SOON = Duration.ofSeconds(4);

  private static final String ACCOUNT =
      "{\"password\":\"secret\",\"addresses\":[\"%s@example.org\"]}";

  Outage {
    requireNonNull(administration, "administration is null");
  }

  /** To try again, in words that name nothing of ours. */
  void assertTold(String account) {
    assertTold(send("GET", "accounts/" + account, ""));
    assertTold(send("GET", "accounts?limit=1", ""));
    assertTold(send("GET", "accounts/" + account + "/maildrop", ""));
    // The first password of a process takes what time it takes.
    assertTold(administration.send("PUT", "accounts/" + account, ACCOUNT.formatted(account)));
    assertTold(send("DELETE", "accounts/" + account, ""));
  }

  /** Whether there is an answer again; until then to try again is the only one. */
  boolean isOver() {
    HttpResponse<String> answer = administration.send("GET", "accounts?limit=1", "");
    if (answer.statusCode() != 200) {
      assertTold(answer);
    }
    return answer.statusCode() == 200;
  }

  /** The account is there, as it was. */
  void assertOver(String account) {
    assertThat(send("GET", "accounts/" + account, "").statusCode()).isEqualTo(200);
    String changed = ACCOUNT.formatted(account);
    assertThat(send("PUT", "accounts/" + account, changed).statusCode()).isEqualTo(204);
  }

  private static void assertTold(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                + "\"detail\":\"the database is out of reach\"}");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return assertTimeout(SOON, () -> administration.send(method, path, body));
  }
}
