package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScramHash;

/**
 * The mechanisms, in the order in which they are announced. None has a security layer: that is what
 * TLS is for.
 */
public enum Mechanism {
  SCRAM_SHA_512_PLUS("SCRAM-SHA-512-PLUS", Proof.SCRAM_SHA_512),
  SCRAM_SHA_512("SCRAM-SHA-512", Proof.SCRAM_SHA_512),
  SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", Proof.SCRAM_SHA_256),
  SCRAM_SHA_256("SCRAM-SHA-256", Proof.SCRAM_SHA_256),
  SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS", Proof.SCRAM_SHA_1),
  SCRAM_SHA_1("SCRAM-SHA-1", Proof.SCRAM_SHA_1),
  GSSAPI("GSSAPI", Proof.KERBEROS),
  EXTERNAL("EXTERNAL", Proof.CERTIFICATE),
  OAUTHBEARER("OAUTHBEARER", Proof.TOKEN),
  XOAUTH2("XOAUTH2", Proof.TOKEN),
  PLAIN("PLAIN", Proof.PASSWORD),
  LOGIN("LOGIN", Proof.PASSWORD),
  CRAM_MD5("CRAM-MD5", Proof.CRAM_MD5);

  /** Of tokens and tickets: 64 KiB in base64. */
  private static final int MOST_TICKET_OCTETS = 48 * 1024;

  private static final int MOST_OCTETS = 2048;

  private final String title;
  private final Proof proof;

  Mechanism(String title, Proof proof) {
    this.title = requireNonNull(title, "title is null");
    this.proof = requireNonNull(proof, "proof is null");
  }

  /** The mechanism of that name, in any case (RFC 5034 section 4). */
  public static Optional<Mechanism> titled(String title) {
    String upper = title.toUpperCase(Locale.ROOT);
    return Stream.of(values()).filter(mechanism -> mechanism.title.equals(upper)).findFirst();
  }

  /** The registered name. */
  public String title() {
    return title;
  }

  /** Whether a listener that accepts these proofs can be satisfied over this channel. */
  public boolean canSucceed(Set<Proof> proofs, Channel channel) {
    return proofs.contains(proof)
        && (!binds() || channel.binds())
        && (this != EXTERNAL || !channel.clientCertificates().isEmpty());
  }

  /** Whether it is bound to the channel (RFC 5802 section 6). */
  public boolean binds() {
    return switch (this) {
      case SCRAM_SHA_512_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS -> true;
      case SCRAM_SHA_512,
          SCRAM_SHA_256,
          SCRAM_SHA_1,
          GSSAPI,
          EXTERNAL,
          OAUTHBEARER,
          XOAUTH2,
          PLAIN,
          LOGIN,
          CRAM_MD5 ->
          false;
    };
  }

  /**
   * How long a response may be, once decoded. Tokens of some identity providers and tickets of
   * Kerberos are long; anything else of that length would only take memory, before anybody has
   * logged in.
   */
  public int mostOctets() {
    return switch (proof) {
      case TOKEN, KERBEROS -> MOST_TICKET_OCTETS;
      case PASSWORD, CERTIFICATE, SCRAM_SHA_1, SCRAM_SHA_256, SCRAM_SHA_512, CRAM_MD5, APOP ->
          MOST_OCTETS;
    };
  }

  /** Whether who reads along can log in afterwards: RFC 4616 section 6, RFC 7628 section 3. */
  public boolean showsSecret() {
    return proof == Proof.PASSWORD || proof == Proof.TOKEN;
  }

  /** Whether the client may speak first; LOGIN has no standard, and clients do either. */
  public boolean takesInitialResponse() {
    return this != CRAM_MD5;
  }

  /** A new attempt of a client. */
  public SaslExchange begin(SaslContext context) {
    return switch (this) {
      case SCRAM_SHA_512_PLUS -> new Scram(ScramHash.SHA_512, true, context);
      case SCRAM_SHA_512 -> new Scram(ScramHash.SHA_512, false, context);
      case SCRAM_SHA_256_PLUS -> new Scram(ScramHash.SHA_256, true, context);
      case SCRAM_SHA_256 -> new Scram(ScramHash.SHA_256, false, context);
      case SCRAM_SHA_1_PLUS -> new Scram(ScramHash.SHA_1, true, context);
      case SCRAM_SHA_1 -> new Scram(ScramHash.SHA_1, false, context);
      case GSSAPI -> new Gssapi(context.kerberos().orElseThrow());
      case EXTERNAL -> new External(context);
      case OAUTHBEARER -> new OAuthBearer();
      case XOAUTH2 -> new XOAuth2();
      case PLAIN -> new Plain();
      case LOGIN -> new Login();
      case CRAM_MD5 -> new CramMd5(context);
    };
  }
}
