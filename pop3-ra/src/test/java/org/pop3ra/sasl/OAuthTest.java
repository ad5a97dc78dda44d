package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pop3ra.sasl.SaslStep.Prove;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.TokenRefusal;

class OAuthTest {
  private static final SaslContext CONTEXT =
      new SaslContext(Channel.CLEARTEXT, () -> "nonce", "mx.example.org", false);

  /** The example of RFC 7628 section 4.1. */
  @Test
  void playsTheExampleOfRfc7628() {
    TokenCredentials shown =
        shown(
            Mechanism.OAUTHBEARER,
            "n,a=user@example.com,\1host=server.example.com\1port=143\1"
                + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1");

    assertThat(shown.user()).isEqualTo("user@example.com");
    assertThat(shown.token()).isEqualTo("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");
  }

  @Test
  void aTokenMayBeLongAndSoMayAListOfUnknownKeys() {
    String token = "x".repeat(40_000);
    String pairs = "key=value\1".repeat(4_000);

    assertThat(shown(Mechanism.OAUTHBEARER, "n,,\1" + pairs + "auth=Bearer " + token + "\1\1"))
        .satisfies(shown -> assertThat(shown.token()).isEqualTo(token))
        .satisfies(shown -> assertThat(shown.user()).isEmpty());
    assertThat(shown(Mechanism.XOAUTH2, "user=a b\1auth=Bearer " + token + "\1\1").user())
        .isEqualTo("a b");
  }

  /** RFC 8259 section 7: no text of a listener can break out of its member. */
  @Test
  void aRefusalIsJsonWhateverItSays() {
    TokenRefusal refusal = new TokenRefusal("invalid_token", "a\"b\\c\n", "");

    assertThat(text(RefusalForm.OAUTHBEARER.challenge(refusal)))
        .isEqualTo("{\"status\":\"invalid_token\",\"scope\":\"a\\\"b\\\\c\\u000a\"}");
    assertThat(text(RefusalForm.XOAUTH2.challenge(new TokenRefusal("invalid_request", "", "u"))))
        .isEqualTo("{\"status\":\"400\",\"schemes\":\"bearer\"}");
    assertThat(RefusalForm.NONE.challenge(refusal)).isEmpty();
  }

  @Test
  void credentialsAreNeverPrinted() {
    assertThat(shown(Mechanism.XOAUTH2, "user=ann\1auth=Bearer hidden\1\1").toString())
        .doesNotContain("hidden");
  }

  private static TokenCredentials shown(Mechanism mechanism, String message) {
    SaslStep step = mechanism.begin(CONTEXT).respond(message.getBytes(UTF_8));
    return (TokenCredentials) ((Prove) step).credentials();
  }

  private static String text(Optional<byte[]> challenge) {
    return new String(challenge.orElseThrow(), UTF_8);
  }
}
