package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.pop3ra.sasl.GssException.Fault;

/**
 * Kerberos in words, for tests: {@code ticket mrose@EXAMPLE.ORG} is a ticket, answered with {@code
 * accepted}; {@code oneway mrose@EXAMPLE.ORG} one for which no answer is wanted; {@code more} a
 * token that another one follows; {@code expired} and {@code keyless} fail as they say. What is
 * wrapped begins with {@code sealed:}.
 */
public final class ScriptedTickets implements GssAcceptor {
  private static final byte[] SEAL = "sealed:".getBytes(UTF_8);

  @Override
  public GssContext begin() {
    return new Context();
  }

  static byte[] seal(byte[] message) {
    byte[] sealed = Arrays.copyOf(SEAL, SEAL.length + message.length);
    System.arraycopy(message, 0, sealed, SEAL.length, message.length);
    return sealed;
  }

  static byte[] unseal(byte[] token) throws GssException {
    if (!new String(token, UTF_8).startsWith("sealed:")) {
      throw new GssException(Fault.ILL_FORMED, "not sealed");
    }
    return Arrays.copyOfRange(token, SEAL.length, token.length);
  }

  private static final class Context implements GssContext {
    private String principal = "";

    @Override
    public byte[] accept(byte[] token) throws GssException {
      String[] words = new String(token, UTF_8).split(" ", 2);
      switch (words[0]) {
        case "ticket", "oneway" -> principal = words[1];
        case "more" -> {
          return "go on".getBytes(UTF_8);
        }
        case "expired" -> throw new GssException(Fault.REFUSED, "expired");
        case "keyless" -> throw new GssException(Fault.UNABLE, "no key");
        default -> throw new GssException(Fault.ILL_FORMED, "no token");
      }
      return words[0].equals("oneway") ? new byte[0] : "accepted".getBytes(UTF_8);
    }

    @Override
    public boolean isEstablished() {
      return !principal.isEmpty();
    }

    @Override
    public byte[] wrap(byte[] message) {
      return seal(message);
    }

    @Override
    public byte[] unwrap(byte[] token) throws GssException {
      return unseal(token);
    }

    @Override
    public String principal() {
      return principal;
    }
  }
}
