package org.pop3ra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for and given as it should be. */
class AccountsResourceTest extends ResourceFixture {

  @Test
  void aNewAccountIsCreatedAtItsFoldedName() throws Exception {
    MockHttpResponse response = put("Ann", "{\"password\":\"secret\"}");

    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getOutputHeaders().getFirst(HttpHeaders.LOCATION).toString())
        .endsWith("/accounts/ann");
    assertThat(put("ann", "{}").getStatus()).isEqualTo(204);
  }

  @Test
  void anAccountIsShownWithoutItsPassword() throws Exception {
    put(
        "ann",
        "{\"password\":\"secret\",\"addresses\":[\"A@Example.org\"],\"quotaOctets\":9,\"enabled\":false}");

    assertThat(get("/accounts/Ann").getContentAsString())
        .isEqualTo(
            "{\"name\":\"ann\",\"addresses\":[\"a@example.org\"],\"quotaOctets\":9,"
                + "\"enabled\":false,\"hasPassword\":true,\"recoverableSecret\":false,\"created\":\"2026-01-02T02:04:05Z\"}");
  }

  @Test
  void whatIsMissingHasItsDefault() throws Exception {
    put("ann", "{\"password\":null}");

    JsonObject shown = json(get("/accounts/ann"));
    assertThat(shown.getJsonArray("addresses")).isEmpty();
    assertThat(shown.isNull("quotaOctets")).isTrue();
    assertThat(shown.getBoolean("enabled")).isTrue();
    assertThat(shown.getBoolean("hasPassword")).isFalse();
  }

  @Test
  void theMaildropIsShown() throws Exception {
    put("ann", "{\"password\":\"secret\",\"quotaOctets\":500}");

    assertThat(get("/accounts/ann/maildrop").getContentAsString())
        .isEqualTo("{\"messages\":2,\"octets\":300,\"quotaOctets\":500,\"inUse\":true}");
  }

  @Test
  void aDeletedAccountIsGone() throws Exception {
    put("ann", "{\"password\":\"secret\"}");

    assertThat(send(MockHttpRequest.delete("/accounts/ann")).getStatus()).isEqualTo(204);

    assertProblem(send(MockHttpRequest.delete("/accounts/ann")), 404, "name");
    assertProblem(get("/accounts/ann"), 404, "name");
    assertProblem(get("/accounts/ann/maildrop"), 404, "name");
  }

  @Test
  void aListLeadsToItsNextPage() throws Exception {
    for (String name : new String[] {"a+b@c", "b&c", "d%41"}) {
      put(encoded(name), "{\"password\":null}");
    }

    JsonObject page = json(get("/accounts?limit=1"));
    assertThat(name(page)).isEqualTo("a+b@c");
    page = json(get(page.getString("next")));
    assertThat(name(page)).isEqualTo("b&c");
    page = json(get(page.getString("next")));
    assertThat(name(page)).isEqualTo("d%41");
    assertThat(page.isNull("next")).isTrue();
  }

  @Test
  void aListKeepsItsPrefixOnTheNextPage() throws Exception {
    for (String name : new String[] {"x-1", "x-2", "y"}) {
      put(name, "{\"password\":null}");
    }

    JsonObject page = json(get("/accounts?prefix=X-&limit=1"));
    assertThat(name(page)).isEqualTo("x-1");
    page = json(get(page.getString("next")));
    assertThat(name(page)).isEqualTo("x-2");
    assertThat(page.isNull("next")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", "", "99999999999"})
  void aLimitIsBounded(String limit) throws Exception {
    assertProblem(get("/accounts?limit=" + limit), 400, "limit");
  }

  private static String name(JsonObject page) {
    return page.getJsonArray("accounts").getJsonObject(0).getString("name");
  }

  private static String encoded(String name) {
    return name.replace("%", "%25").replace("&", "%26");
  }
}
