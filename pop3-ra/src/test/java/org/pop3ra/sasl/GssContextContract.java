package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.pop3ra.sasl.GssException.Fault;

/** What the server's end of Kerberos does, real or in words. */
public abstract class GssContextContract {
  private static final byte[] MESSAGE = {1, 0, 0, 0};

  /** The client's end of one context. */
  public interface Client {
    byte[] token() throws Exception;

    void take(byte[] answer) throws Exception;

    byte[] wrap(byte[] message) throws Exception;

    byte[] unwrap(byte[] token) throws Exception;
  }

  protected abstract GssAcceptor acceptor();

  /** {@code mrose@EXAMPLE.ORG}. */
  protected abstract Client client() throws Exception;

  @Test
  void bothEndsKnowEachOtherAfterOneTokenOfEach() throws Exception {
    GssContext context = acceptor().begin();
    Client client = client();
    assertThat(context.isEstablished()).isFalse();

    client.take(context.accept(client.token()));

    assertThat(context.isEstablished()).isTrue();
    assertThat(context.principal()).isEqualTo("mrose@EXAMPLE.ORG");
    assertThat(client.unwrap(context.wrap(MESSAGE))).isEqualTo(MESSAGE);
    assertThat(context.unwrap(client.wrap(MESSAGE))).isEqualTo(MESSAGE);
  }

  @Test
  void whatIsNoTokenIsIllFormed() {
    for (String token : new String[] {"", "hello", "\0", "GET / HTTP/1.1", "a".repeat(40_000)}) {
      assertThat(fault(() -> acceptor().begin().accept(token.getBytes(US_ASCII))))
          .as(token)
          .isEqualTo(Fault.ILL_FORMED);
    }
  }

  @Test
  void whatWasNotWrappedIsIllFormed() throws Exception {
    GssContext context = acceptor().begin();
    context.accept(client().token());

    assertThat(fault(() -> context.unwrap(MESSAGE))).isEqualTo(Fault.ILL_FORMED);
    assertThat(fault(() -> context.unwrap(new byte[0]))).isEqualTo(Fault.ILL_FORMED);
  }

  /** A call that fails. */
  protected interface Call {
    void run() throws GssException;
  }

  protected static Fault fault(Call call) {
    return catchThrowableOfType(GssException.class, call::run).fault();
  }
}
