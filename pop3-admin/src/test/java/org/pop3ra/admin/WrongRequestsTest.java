package org.pop3ra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused, and what their senders are told. */
class WrongRequestsTest extends ResourceFixture {

  @Test
  void aNulIsNoText() throws Exception {
    assertProblem(get("/accounts?prefix=a%00"), 400, "prefix");
    assertProblem(get("/accounts?after=a%00"), 400, "after");
    assertProblem(get("/accounts/a%00"), 404, "name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400;'';''",
        "400;'';{",
        "400;'';[]",
        "400;'';\"x\"",
        "400;'';{} {}",
        "400;password;{'password':'a','password':'b'}",
        "400;passwort;{'passwort':'a'}",
        "400;password;{'password':7}",
        "400;addresses;{'password':'a','addresses':'a@b'}",
        "400;addresses;{'password':'a','addresses':null}",
        "400;addresses[1];{'password':'a','addresses':['a@b',7]}",
        "400;quotaOctets;{'password':'a','quotaOctets':'7'}",
        "400;quotaOctets;{'password':'a','quotaOctets':1.5}",
        "400;quotaOctets;{'password':'a','quotaOctets':9223372036854775808}",
        "400;quotaOctets;{'password':'a','quotaOctets':1e999999999}",
        "400;enabled;{'password':'a','enabled':1}",
        "400;enabled;{'password':'a','enabled':null}",
        "400;recoverableSecret;{'password':'a','recoverableSecret':'yes'}",
        "422;recoverableSecret;{'password':'a','recoverableSecret':true}",
        "422;recoverableSecret;{'password':null,'recoverableSecret':true}",
        "422;quotaOctets;{'password':'a','quotaOctets':-1}",
        "422;password;{'password':''}",
        "422;password;{'password':'a\\u0000'}",
        "422;password;{'password':'a\\ud800'}",
        "422;addresses[0];{'password':'a','addresses':['a']}",
        "409;addresses;{'password':'a','addresses':['taken@example.org']}",
      })
  void aWrongBodyIsToldWhatIsWrong(int status, String field, String body) throws Exception {
    assertProblem(put("ann", body.replace('\'', '"')), status, field);
    assertThat(get("/accounts/ann").getStatus()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%40b", "a%5Cb", "a%EF%BF%BD"})
  void aWrongNameIsToldWhatIsWrong(String name) throws Exception {
    assertProblem(put(name, "{\"password\":\"a\"}"), 422, "name");
  }

  @Test
  void aBodyIsBoundedInSizeAndDepth() throws Exception {
    assertProblem(put("ann", " ".repeat(JsonBody.MAX_OCTETS + 1)), 413, "");
    assertProblem(put("ann", "{\"password\":" + "[".repeat(100_000)), 400, "");
  }

  @Test
  void whatIsDeclaredTooLargeIsNotRead() throws Exception {
    MockHttpRequest request = MockHttpRequest.put("/accounts/ann").contentType(JSON);
    request.header(HttpHeaders.CONTENT_LENGTH, "99999999999");

    assertProblem(send(request.content(new LostBody())), 413, "");
  }

  @Test
  void aBodyThatDoesNotArriveIsTheClientsMatter() throws Exception {
    MockHttpRequest request = MockHttpRequest.put("/accounts/ann").contentType(JSON);

    assertProblem(send(request.content(new LostBody())), 400, "");
  }

  @Test
  void aPathWithParametersLeadsNowhere() throws Exception {
    put("ann", "{\"password\":null}");

    assertProblem(send(MockHttpRequest.delete("/accounts/ann;old")), 400, "");
    assertProblem(send(MockHttpRequest.delete("/accounts/ann%3Bold")), 404, "name");
    assertThat(get("/accounts/ann").getStatus()).isEqualTo(200);
  }

  @Test
  void aBodyIsWellFormedUtf8() throws Exception {
    MockHttpRequest request = MockHttpRequest.put("/accounts/ann").contentType(JSON);
    request.content("{\"password\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertProblem(send(request), 400, "");
  }

  @Test
  void aProblemDoesNotRepeatThePassword() throws Exception {
    assertThat(put("ann", "{\"password\":\"hunter2\" hunter2").getContentAsString())
        .doesNotContain("hunter2");
  }

  @Test
  void whatTheRuntimeRefusesIsAProblemToo() throws Exception {
    assertProblem(get("/nothing"), 404, "");
    assertProblem(send(MockHttpRequest.post("/accounts/ann")), 405, "");
    assertProblem(send(MockHttpRequest.get("/accounts").accept("text/html")), 406, "");
    byte[] body = "{\"password\":\"secret\"}".getBytes(StandardCharsets.UTF_8);
    assertProblem(
        send(MockHttpRequest.put("/accounts/ann").contentType("text/plain").content(body)),
        415,
        "");
    assertProblem(send(MockHttpRequest.put("/accounts/ann").content(body)), 415, "");
  }

  /** One resource has one path. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/accounts//ann", "/accounts/ann/", "/accounts//ann/", "/accounts//ann/maildrop"})
  void emptySegmentsOfThePathAreNotLeftOut(String path) throws Exception {
    put("ann", "{\"password\":\"secret\"}");

    assertProblem(get(path), 404, "");
    assertProblem(send(MockHttpRequest.delete(path)), 404, "");
    assertThat(get("/accounts/ann").getStatus()).isEqualTo(200);
  }

  @Test
  void aMethodThatIsNotAllowedIsToldWhichAre() throws Exception {
    MockHttpResponse response = send(MockHttpRequest.post("/accounts/ann"));

    assertThat(response.getOutputHeaders().getFirst(HttpHeaders.ALLOW).toString())
        .contains("PUT", "GET", "DELETE");
  }

  @Test
  void ourOwnBugsAreNotShown() throws Exception {
    MockHttpResponse response = put("bug", "{\"password\":\"secret\"}");

    assertProblem(response, 500, "");
    assertThat(response.getContentAsString()).doesNotContain("inside", "Exception");
  }

  /** A connection that breaks. */
  private static final class LostBody extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection lost");
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      return read();
    }
  }
}
