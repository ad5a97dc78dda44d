package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.TokenSettings;

/** Tokens that the provider is asked about (RFC 7662). */
class IntrospectionTest {
  @RegisterExtension private final ProviderStub provider = new ProviderStub();

  private ShownToken shown(String token) {
    return new ShownToken(
        new TokenVoucher(provider.settings(false, true, "", Optional.empty())), token);
  }

  @Test
  void theProviderIsAskedAboutATokenThatIsNotSigned() throws Exception {
    provider.answer(
        "/ask",
        200,
        "{\"active\":true,\"iss\":\""
            + ProviderStub.ISSUER
            + "\",\"aud\":\"pop3\",\"email\":\"ann\"}");

    assertThat(shown("b64+token/=").vouch()).isEqualTo("ann");

    assertThat(provider.lastBody()).startsWith("token=b64%2Btoken%2F%3D&");
    String basic = Base64.getEncoder().encodeToString("pop+3:s%25cret".getBytes(UTF_8));
    assertThat(provider.lastAuthorization()).isEqualTo("Basic " + basic);
  }

  @Test
  void whatTheProviderDoesNotVouchForIsRefused() {
    String from = "{\"active\":true,\"iss\":\"" + ProviderStub.ISSUER + "\",\"email\":\"ann\"";
    for (String answer :
        List.of(
            "{\"active\":false}",
            "{\"active\":\"true\"}",
            "{}",
            from + "}",
            from + ",\"aud\":\"other\"}",
            from + ",\"aud\":\"pop3\",\"exp\":1}",
            "{\"active\":true,\"aud\":\"pop3\",\"iss\":\"https://evil\",\"email\":\"ann\"}")) {
      provider.answer("/ask", 200, answer);
      shown("opaque").assertInvalid();
    }
  }

  @Test
  void whatTheProviderCannotSayIsATemporaryFailure() {
    for (int status : List.of(401, 500, 302)) {
      provider.answer("/ask", status, "{\"active\":true}");
      assertThat(shown("opaque").refusal().reason()).isEqualTo(Reason.TEMPORARY);
    }
    provider.answer("/ask", 200, "<html>");
    assertThat(shown("opaque").refusal().reason()).isEqualTo(Reason.TEMPORARY);
    provider.answer("/ask", 200, " ".repeat(70_000));
    assertThat(shown("opaque").refusal().reason()).isEqualTo(Reason.TEMPORARY);
  }

  @Test
  void nothingPrintsASecret() {
    URI url = provider.url("/ask");
    assertThat(new TokenSettings.Introspection(url, "id", "secret").toString())
        .doesNotContain("secret");
    assertThat(provider.settings(true, true, "", Optional.empty()).toString())
        .isEqualTo("TokenSettings");
  }
}
