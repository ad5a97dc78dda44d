package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.sasl.SaslStep.Challenge;
import org.pop3ra.sasl.SaslStep.Failed;
import org.pop3ra.sasl.SaslStep.LookUp;
import org.pop3ra.sasl.SaslStep.Prove;
import org.pop3ra.sasl.SaslStep.Why;
import org.pop3ra.sasl.SaslStep.Wrong;
import org.pop3ra.spi.ScramCredentials;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

class ScramTest {

  /** The example of RFC 5802 section 5. */
  @Test
  void playsTheExampleOfRfc5802() {
    Exchange exchange =
        new Exchange(Mechanism.SCRAM_SHA_1, "3rfcNHYJY1ZVvWVs7j", "QSXCR+Q6sek8bf92");

    assertThat(exchange.first("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL"))
        .isEqualTo("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
    assertThat(
            exchange.say(
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="))
        .isEqualTo("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
    assertThat(exchange.end().user()).isEqualTo("user");
  }

  /** The example of RFC 7677 section 3. */
  @Test
  void playsTheExampleOfRfc7677() {
    Exchange exchange =
        new Exchange(
            Mechanism.SCRAM_SHA_256, "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", "W22ZaJ0SNY7soEsUEjb6gQ==");

    assertThat(exchange.first("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"))
        .isEqualTo(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,"
                + "i=4096");
    assertThat(
            exchange.say(
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                    + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
        .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    assertThat(exchange.end().hash()).isEqualTo(ScramHash.SHA_256);
  }

  /**
   * The example of RFC 7677 once more, with SHA-512, for which no RFC has one. Computed by Python's
   * {@code hashlib.pbkdf2_hmac} and {@code hmac} after RFC 5802 section 3, by a script that finds
   * the proofs and signatures of the two examples above, too, given their hashes:
   *
   * <pre>{@code
   * salted = pbkdf2_hmac(h, password, salt, 4096)
   * client_key = hmac(salted, b"Client Key", h)
   * signature = hmac(hash(client_key), auth_message, h)
   * proof = xor(client_key, signature)
   * v = hmac(hmac(salted, b"Server Key", h), auth_message, h)
   * }</pre>
   */
  @Test
  void playsTheSameExampleWithSha512() {
    Exchange exchange =
        new Exchange(
            Mechanism.SCRAM_SHA_512, "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", "W22ZaJ0SNY7soEsUEjb6gQ==");

    exchange.first("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    assertThat(
            exchange.say(
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                    + "p=gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMNnzMlTN8PPC6wdp6dyb"
                    + "EmDYXYTxwnYPJQ=="))
        .isEqualTo(
            "v=ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2r"
                + "R7N7Zw==");
    assertThat(exchange.end().hash()).isEqualTo(ScramHash.SHA_512);
  }

  @Test
  void aProofOfAnotherPasswordIsWrong() {
    Exchange exchange =
        new Exchange(Mechanism.SCRAM_SHA_1, "3rfcNHYJY1ZVvWVs7j", "QSXCR+Q6sek8bf92");
    exchange.first("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");

    SaslStep step =
        exchange.step(
            "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Tt=");

    assertThat(step).isEqualTo(SaslStep.illFormed());
    exchange.first("n,,n=us=2Ce=3Dr,r=fyko+d2lbbFgONRv9qkxdawL");
    assertThat(
            exchange.step(
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="))
        .isEqualTo(new Wrong("us,e=r"));
  }

  @Test
  void whoKnowsOnlyTheVerifierCannotLogIn() {
    ScramVerifier verifier = ScramVerifier.of(ScramHash.SHA_256, "pencil", new byte[] {1}, 4096);
    byte[] message = "message".getBytes(US_ASCII);

    assertThat(verifier.proves(message, verifier.storedKey())).isFalse();
    assertThat(verifier.proves(message, verifier.serverKey())).isFalse();
    assertThat(verifier.proves(message, verifier.signature(message))).isFalse();
    assertThat(verifier.proves(message, new byte[0])).isFalse();
  }

  /** RFC 5802 section 6. */
  @ParameterizedTest
  @EnumSource
  void theBoundMechanismsWantTheDataOfThisChannel(ChannelBinding type) {
    String header = "p=" + type.title() + ",,";

    assertThat(bound(header, header, Bound.data(type))).isInstanceOf(Wrong.class);
    for (ChannelBinding other : ChannelBinding.values()) {
      if (other != type) {
        assertThat(bound(header, header, Bound.data(other))).isEqualTo(notThisChannel());
      }
    }
    assertThat(bound(header, header, "another channel")).isEqualTo(notThisChannel());
    assertThat(bound(header, header, "")).isEqualTo(notThisChannel());
    assertThat(bound(header, "n,,", Bound.data(type))).isEqualTo(notThisChannel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n,,", "p=tls-unique,,", "p=,,", "p,,", "P=tls-exporter,,"})
  void theBoundMechanismsAreBound(String header) {
    assertThat(begun(Mechanism.SCRAM_SHA_256_PLUS, header)).isEqualTo(SaslStep.illFormed());
  }

  /** RFC 5802 section 6: the client thinks that there is no -PLUS, and there was. */
  @Test
  void aDowngradeIsFoundOut() {
    assertThat(begun(Mechanism.SCRAM_SHA_256, "y,,")).isEqualTo(new Failed(Why.DOWNGRADED));
    assertThat(begun(Mechanism.SCRAM_SHA_256, "p=tls-exporter,,")).isEqualTo(SaslStep.illFormed());
    assertThat(begun(Mechanism.SCRAM_SHA_256, "n,,")).isInstanceOf(LookUp.class);
  }

  /** The channel could be bound, but an administrator left the -PLUS out. */
  @Test
  void whatWasNotOfferedIsNoDowngrade() {
    SaslContext context = new SaslContext(new Bound(), () -> "2", "mx", false);

    assertThat(Mechanism.SCRAM_SHA_256.begin(context).respond("y,,n=user,r=1".getBytes(UTF_8)))
        .isInstanceOf(LookUp.class);
  }

  @Test
  void aLongMessageIsReadWithoutDeepRecursion() {
    String extensions = ",a=b".repeat(16_000);
    Exchange exchange = new Exchange(Mechanism.SCRAM_SHA_256, "3", "QSXCR+Q6sek8bf92");

    assertThat(exchange.first("n,,n=user,r=2" + extensions)).startsWith("r=23,");
    assertThat(exchange.step("c=biws,r=23" + extensions + ",p=AAAA")).isInstanceOf(Wrong.class);
  }

  private static SaslStep begun(Mechanism mechanism, String header) {
    byte[] message = (header + "n=user,r=1").getBytes(UTF_8);
    return mechanism.begin(new SaslContext(new Bound(), () -> "2", "mx", true)).respond(message);
  }

  private static SaslStep bound(String header, String repeated, String data) {
    SaslExchange exchange =
        Mechanism.SCRAM_SHA_256_PLUS.begin(new SaslContext(new Bound(), () -> "2", "mx", true));
    LookUp lookUp = (LookUp) exchange.respond((header + "n=user,r=1").getBytes(UTF_8));
    ScramVerifier verifier = ScramVerifier.of(lookUp.hash(), "pencil", new byte[] {1}, 4096);
    assertThat(lookUp.then().apply(verifier)).isInstanceOf(Challenge.class);
    String input = StrictBase64.encode((repeated + data).getBytes(UTF_8));
    return exchange.respond(("c=" + input + ",r=12,p=AAAA").getBytes(UTF_8));
  }

  private static SaslStep notThisChannel() {
    return new Failed(Why.NOT_THIS_CHANNEL);
  }

  /** A channel that can be bound in every way, in each with other data. */
  private static final class Bound implements Channel {
    static String data(ChannelBinding type) {
      return "the very channel by " + type.title();
    }

    @Override
    public Optional<byte[]> binding(ChannelBinding type) {
      return Optional.of(data(type).getBytes(US_ASCII));
    }

    @Override
    public List<X509Certificate> clientCertificates() {
      return List.of();
    }
  }

  /** An exchange with a user whose password is "pencil". */
  private static final class Exchange {
    private final Mechanism mechanism;
    private final SaslContext context;
    private final byte[] salt;
    private SaslExchange exchange;

    Exchange(Mechanism mechanism, String nonce, String salt) {
      this.mechanism = mechanism;
      this.context = new SaslContext(Channel.CLEARTEXT, () -> nonce, "mx.example.org", false);
      this.salt = Base64.getDecoder().decode(salt);
    }

    String first(String message) {
      exchange = mechanism.begin(context);
      LookUp lookUp = (LookUp) step(message);
      return text(lookUp.then().apply(ScramVerifier.of(lookUp.hash(), "pencil", salt, 4096)));
    }

    SaslStep step(String message) {
      return exchange.respond(message.getBytes(UTF_8));
    }

    String say(String message) {
      return text(step(message));
    }

    ScramCredentials end() {
      return (ScramCredentials) ((Prove) step("")).credentials();
    }

    private static String text(SaslStep step) {
      return new String(((Challenge) step).octets(), UTF_8);
    }
  }
}
