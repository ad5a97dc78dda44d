package org.pop3ra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.account.service.AccountAdministration;
import org.pop3ra.account.service.Authenticator;
import org.pop3ra.account.service.Identities;
import org.pop3ra.account.service.Passwords;
import org.pop3ra.maildrop.service.Durability;

/** Requests and answers, through the JAX-RS runtime of WildFly but without a server. */
class ResourceFixture {

  static final String JSON = "application/json";
  private final Dispatcher dispatcher = dispatcher();

  MockHttpResponse put(String name, String body) throws URISyntaxException {
    MockHttpRequest request = MockHttpRequest.put("/accounts/" + name).contentType(JSON);
    return send(request.content(body.getBytes(StandardCharsets.UTF_8)));
  }

  MockHttpResponse get(String path) throws URISyntaxException {
    return send(MockHttpRequest.get(path));
  }

  MockHttpResponse send(MockHttpRequest request) {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }

  static void assertProblem(MockHttpResponse response, int status, String field) throws Exception {
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    assertThat(response.getOutputHeaders().getFirst(HttpHeaders.CONTENT_TYPE).toString())
        .startsWith("application/problem+json");
    JsonObject problem = json(response);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotEmpty();
    assertThat(problem.getString("detail")).isNotEmpty();
    assertThat(problem.getString("field", "")).isEqualTo(field);
  }

  static JsonObject json(MockHttpResponse response) throws Exception {
    return Json.createReader(new StringReader(response.getContentAsString())).readObject();
  }

  private static Dispatcher dispatcher() {
    Passwords passwords = new Passwords(new Argon2Parameters(64, 1, 1));
    Authenticator authenticator = new Authenticator(new NoLogins(), passwords);
    Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
    ResteasyProviderFactory providers = ((SynchronousDispatcher) dispatcher).getProviderFactory();
    providers.registerProvider(ProblemMapper.class);
    providers.registerProvider(PlainPath.class);
    dispatcher
        .getRegistry()
        .addSingletonResource(
            new AccountsResource(
                new AccountAdministration(
                    new FakeAccounts(),
                    passwords,
                    authenticator,
                    new Identities(),
                    Durability.BY_COMMIT)));
    return dispatcher;
  }

  static final class NoLogins implements Logins {
    @Override
    public Optional<StoredLogin> find(String foldedName) {
      return Optional.empty();
    }

    @Override
    public void rehash(StoredLogin login, String replacement) {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public void setScram(StoredLogin login, String foldedName, ScramVerifiers verifiers) {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public Map<String, Optional<String>> verifiers(StoredLogin login) {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public IterationSpread iterations() {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public byte[] secret() {
      return new byte[] {1};
    }
  }
}
