package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import org.pop3ra.spi.KerberosCredentials;

/**
 * GSSAPI (RFC 4752 section 3): tokens until both ends know each other, then the client chooses the
 * only layer that is offered, which is none. Checking tickets takes time, so that each message is a
 * piece of {@link SaslStep.Work}.
 */
final class Gssapi implements SaslExchange {
  /** The bit of "no security layer", and nothing that may be received under one. */
  private static final byte[] NO_LAYER = {1, 0, 0, 0};

  private final GssContext gss;

  /** Takes the message that is due. */
  private Turn next = this::token;

  private interface Turn {
    SaslStep take(byte[] response) throws GssException;
  }

  Gssapi(GssAcceptor acceptor) {
    gss = requireNonNull(acceptor, "acceptor is null").begin();
  }

  @Override
  public SaslStep respond(byte[] response) {
    return new SaslStep.Work(() -> take(response));
  }

  private SaslStep take(byte[] response) {
    try {
      return next.take(response);
    } catch (GssException e) {
      return switch (e.fault()) {
        case ILL_FORMED -> SaslStep.illFormed();
        // Nobody knows whose it was.
        case REFUSED -> new SaslStep.Wrong("");
        case UNABLE -> new SaslStep.Unable();
      };
    }
  }

  private SaslStep token(byte[] token) throws GssException {
    byte[] answer = gss.accept(token);
    if (!gss.isEstablished()) {
      return new SaslStep.Challenge(answer);
    }
    if (answer.length == 0) {
      return layers();
    }
    next = this::acknowledgement;
    return new SaslStep.Challenge(answer);
  }

  private SaslStep acknowledgement(byte[] response) throws GssException {
    return response.length == 0 ? layers() : SaslStep.illFormed();
  }

  private SaslStep layers() throws GssException {
    next = this::choice;
    return new SaslStep.Challenge(gss.wrap(NO_LAYER));
  }

  /** The size that follows the choice counts for nothing without a layer; some clients send one. */
  private SaslStep choice(byte[] response) throws GssException {
    byte[] choice = gss.unwrap(response);
    if (choice.length < NO_LAYER.length || choice[0] != NO_LAYER[0]) {
      return SaslStep.illFormed();
    }
    Optional<String> user = Utf8.decode(Arrays.copyOfRange(choice, NO_LAYER.length, choice.length));
    if (user.isEmpty() || Utf8.hasControls(user.get())) {
      return SaslStep.illFormed();
    }
    return new SaslStep.Prove(new KerberosCredentials(user.get(), gss.principal()));
  }
}
