package org.pop3ra.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ScriptedTicketsTest extends GssContextContract {
  @Override
  protected GssAcceptor acceptor() {
    return new ScriptedTickets();
  }

  @Override
  protected Client client() {
    return new Client() {
      @Override
      public byte[] token() {
        return "ticket mrose@EXAMPLE.ORG".getBytes(UTF_8);
      }

      @Override
      public void take(byte[] answer) {
        assertThat(answer).asString(UTF_8).isEqualTo("accepted");
      }

      @Override
      public byte[] wrap(byte[] message) {
        return ScriptedTickets.seal(message);
      }

      @Override
      public byte[] unwrap(byte[] token) throws GssException {
        return ScriptedTickets.unseal(token);
      }
    };
  }
}
