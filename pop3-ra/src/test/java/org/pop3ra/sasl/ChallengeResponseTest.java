package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pop3ra.sasl.SaslStep.Challenge;
import org.pop3ra.sasl.SaslStep.Prove;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.ChallengeCredentials.Algorithm;

class ChallengeResponseTest {

  /** The example of RFC 2195 section 2. */
  @Test
  void playsTheExampleOfRfc2195() {
    SaslContext context =
        new SaslContext(
            Channel.CLEARTEXT, () -> "1896.697170952", "postoffice.reston.mci.net", false);
    SaslExchange exchange = Mechanism.CRAM_MD5.begin(context);

    assertThat(new String(((Challenge) exchange.begin()).octets(), US_ASCII))
        .isEqualTo("<1896.697170952@postoffice.reston.mci.net>");
    Prove prove =
        (Prove) exchange.respond("tim b913a602c7eda7a495b4e6e7334d3890".getBytes(US_ASCII));

    ChallengeCredentials shown = (ChallengeCredentials) prove.credentials();
    assertThat(shown.user()).isEqualTo("tim");
    assertThat(shown.provenBy("tanstaaftanstaaf".getBytes(US_ASCII))).isTrue();
    assertThat(shown.provenBy("tanstaaf".getBytes(US_ASCII))).isFalse();
  }

  /** The example of RFC 1939 section 7. */
  @Test
  void playsTheExampleOfRfc1939() {
    byte[] digest = HexFormat.of().parseHex("c4c9334bac560ecc979e58001b3e22fb");
    ChallengeCredentials shown =
        new ChallengeCredentials(
            "mrose", Algorithm.APOP, "<1896.697170952@dbc.mtview.ca.us>", digest);

    assertThat(shown.provenBy("tanstaaf".getBytes(US_ASCII))).isTrue();
    assertThat(shown.provenBy("Tanstaaf".getBytes(US_ASCII))).isFalse();
  }

  @Test
  void noChallengeIsUsedTwice() {
    SaslContext context = new SaslContext(Channel.CLEARTEXT, new Nonces(), "mx.example.org", false);

    assertThat(context.timestamp())
        .matches("<[A-Za-z0-9_-]{24}@mx\\.example\\.org>")
        .isNotEqualTo(context.timestamp());
  }
}
