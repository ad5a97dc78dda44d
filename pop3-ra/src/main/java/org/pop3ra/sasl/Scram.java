package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.pop3ra.sasl.SaslStep.Why;
import org.pop3ra.spi.ScramCredentials;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

/**
 * The SCRAM mechanisms (RFC 5802 section 5), with and without channel binding. The server's last
 * message is a challenge, which the client answers with nothing (RFC 5034 section 4); only then is
 * the maildrop opened.
 */
final class Scram implements SaslExchange {
  private final ScramHash hash;
  private final boolean plus;
  private final SaslContext context;

  /** Takes the message that is due. */
  private Function<byte[], SaslStep> next = this::first;

  /** {@code plus} is true for the mechanisms that are bound to the channel. */
  Scram(ScramHash hash, boolean plus, SaslContext context) {
    this.hash = requireNonNull(hash, "hash is null");
    this.plus = plus;
    this.context = requireNonNull(context, "context is null");
  }

  @Override
  public SaslStep respond(byte[] response) {
    return next.apply(response);
  }

  private SaslStep first(byte[] response) {
    Optional<ScramFirst> first = ScramFirst.of(response);
    if (first.isEmpty()) {
      return SaslStep.illFormed();
    }
    Gs2Header header = first.get().header();
    // RFC 5802 section 6: "y" from a client that was shown no -PLUS, though there was one.
    if (header.flag() == 'y' && context.offersBinding()) {
      return new SaslStep.Failed(Why.DOWNGRADED);
    }
    Optional<byte[]> binding = binding(header);
    if (binding.isEmpty()) {
      return SaslStep.illFormed();
    }
    return new SaslStep.LookUp(
        first.get().user(), hash, verifier -> begun(first.get(), binding.get(), verifier));
  }

  /** {@code cbind-input} as it must come; empty if flag and mechanism, or type, do not fit. */
  private Optional<byte[]> binding(Gs2Header header) {
    byte[] text = header.text().getBytes(UTF_8);
    if ((header.flag() == 'p') != plus) {
      return Optional.empty();
    }
    return plus
        ? ChannelBinding.titled(header.binding())
            .flatMap(context.channel()::binding)
            .map(data -> joined(text, data))
        : Optional.of(text);
  }

  private static byte[] joined(byte[] header, byte[] data) {
    byte[] joined = new byte[header.length + data.length];
    System.arraycopy(header, 0, joined, 0, header.length);
    System.arraycopy(data, 0, joined, header.length, data.length);
    return joined;
  }

  private SaslStep begun(ScramFirst first, byte[] binding, ScramVerifier verifier) {
    String nonce = first.nonce() + context.nonces().get();
    String message =
        "r=" + nonce + ",s=" + StrictBase64.encode(verifier.salt()) + ",i=" + verifier.iterations();
    String begun = first.bare() + "," + message + ",";
    next = response -> last(response, first, binding, nonce, begun, verifier);
    return new SaslStep.Challenge(message.getBytes(UTF_8));
  }

  private SaslStep last(
      byte[] response,
      ScramFirst first,
      byte[] binding,
      String nonce,
      String begun,
      ScramVerifier verifier) {
    Optional<ScramFinal> last = ScramFinal.of(response);
    if (last.isEmpty() || !last.get().nonce().equals(nonce)) {
      return SaslStep.illFormed();
    }
    if (!MessageDigest.isEqual(last.get().binding(), binding)) {
      return new SaslStep.Failed(Why.NOT_THIS_CHANNEL);
    }
    byte[] authMessage = (begun + last.get().withoutProof()).getBytes(UTF_8);
    ScramCredentials credentials =
        new ScramCredentials(
            first.user(), first.header().authzid(), hash, authMessage, last.get().proof());
    return credentials.provenBy(verifier)
        ? proven(credentials, verifier.signature(authMessage))
        : new SaslStep.Wrong(first.user());
  }

  private SaslStep proven(ScramCredentials credentials, byte[] signature) {
    next =
        response -> response.length == 0 ? new SaslStep.Prove(credentials) : SaslStep.illFormed();
    return new SaslStep.Challenge(("v=" + StrictBase64.encode(signature)).getBytes(UTF_8));
  }
}
