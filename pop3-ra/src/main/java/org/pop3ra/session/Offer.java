package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.SaslContext;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.Proof;

/**
 * The ways to log in on one connection, as it is now. What announces a mechanism is what lets its
 * command pass.
 */
final class Offer {
  private final LoginMethods methods;
  private final Client client;
  private final CleartextPolicy cleartext;
  private final Optional<String> timestamp;

  private Offer(
      LoginMethods methods, Client client, CleartextPolicy cleartext, Optional<String> timestamp) {
    this.methods = requireNonNull(methods, "methods is null");
    this.client = requireNonNull(client, "client is null");
    this.cleartext = requireNonNull(cleartext, "cleartext is null");
    this.timestamp = timestamp;
  }

  /** What a client is offered that has just connected. */
  static Offer toNew(Client client, LoginMethods methods, CleartextPolicy cleartext) {
    Offer offer = new Offer(methods, client, cleartext, Optional.empty());
    return methods.apop() && methods.proofs().contains(Proof.APOP)
        ? new Offer(methods, client, cleartext, Optional.of(offer.context().timestamp()))
        : offer;
  }

  /**
   * What the same client is offered over TLS. APOP is not: whoever stood between the two may have
   * put another timestamp into the greeting, which came in the clear.
   */
  Offer over(Client secured) {
    return new Offer(methods, secured, cleartext, Optional.empty());
  }

  /** The greeting (RFC 1939 section 4); with a timestamp if there is APOP. */
  Reply greeting() {
    return timestamp
        .<Reply>map(text -> new Reply.Greeting(Text.READY, text))
        .orElseGet(() -> Reply.ok(Text.READY));
  }

  /** What APOP digests (RFC 1939 section 7). */
  String timestamp() throws Rejection {
    return timestamp.orElseThrow(() -> Rejection.bad(Text.NO_APOP));
  }

  /** USER and PASS (RFC 2449 section 6.3). */
  boolean passwords() {
    return methods.proofs().contains(Proof.PASSWORD) && mayShowSecrets();
  }

  List<Mechanism> mechanisms() {
    return Stream.of(Mechanism.values()).filter(this::offers).toList();
  }

  /** What CAPA tells (RFC 5034 section 3). */
  String capability() {
    return "SASL " + mechanisms().stream().map(Mechanism::title).collect(Collectors.joining(" "));
  }

  /** What AUTH without arguments tells. */
  Reply list() {
    return new Reply.Lines(Text.MECHANISMS, mechanisms().stream().map(Mechanism::title).toList());
  }

  /**
   * The mechanism that a client asks for; no well-behaved one asks for what would show a secret.
   */
  Mechanism mechanism(String title) throws Rejection {
    Mechanism mechanism =
        Mechanism.titled(title)
            .filter(this::canSucceed)
            .orElseThrow(() -> Rejection.mild(Text.NO_SUCH_MECHANISM));
    if (!offers(mechanism)) {
      throw Rejection.bad(Text.NO_CLEARTEXT);
    }
    return mechanism;
  }

  /**
   * The octets that a line of AUTH may have: more than those of other commands only for a mechanism
   * that could succeed here, so that nobody else's octets are kept.
   */
  int lineLimit(Predicate<String> begins) {
    return Stream.of(Mechanism.values())
        .filter(mechanism -> begins.test(Negotiation.command(mechanism)))
        .filter(this::canSucceed)
        .mapToInt(Negotiation::commandLimit)
        .max()
        .orElse(CommandState.LINE_LIMIT);
  }

  SaslContext context() {
    boolean offersBinding = Stream.of(Mechanism.values()).anyMatch(m -> m.binds() && offers(m));
    return new SaslContext(
        client.channel(), methods.nonces(), methods.hostName(), methods.kerberos(), offersBinding);
  }

  private boolean offers(Mechanism mechanism) {
    return canSucceed(mechanism) && (mayShowSecrets() || !mechanism.showsSecret());
  }

  private boolean canSucceed(Mechanism mechanism) {
    return methods.mechanisms().contains(mechanism)
        && mechanism.canSucceed(methods.proofs(), client.channel())
        && (mechanism != Mechanism.EXTERNAL || isNamed());
  }

  /** Whether the client's certificate leads to an account, by the administrator's rule. */
  private boolean isNamed() {
    CertificateName by = methods.certificateName();
    return by == CertificateName.NONE
        || client.channel().clientCertificates().stream().findFirst().flatMap(by::in).isPresent();
  }

  private boolean mayShowSecrets() {
    return client.secure()
        || switch (cleartext) {
          case LOOPBACK -> client.isLocal();
          case ALWAYS -> true;
          case NEVER -> false;
        };
  }
}
