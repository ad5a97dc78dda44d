package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.pop3ra.tls.TestTls;
import org.pop3ra.transcript.SaslClient;

/**
 * {@code tls-exporter} (RFC 9266): a login bound by keying material that the two ends of one TLS
 * connection have, and nobody else. JVMs export it since 25; before, it must be refused.
 */
class ChannelBindingIT extends DeployedServer {

  private static final String TYPE = "tls-exporter";
  private static final int OCTETS = 32;
  private static final boolean EXPORTS = Runtime.version().feature() >= 25;

  private final String account = SERVER.administration().account();

  @Test
  void keyingMaterialOfTheConnectionBindsALoginWhereTheJvmExportsIt() throws Exception {
    try (Pop3Client client = connect()) {
      String reply = login(client, keyingMaterial(client));
      if (EXPORTS) {
        assertThat(reply).startsWith("+OK");
        client.ok("STAT");
        client.ok("QUIT");
      } else {
        assertThat(reply).startsWith("-ERR");
      }
    }
  }

  /** RFC 5802 section 5.1: whoever sits in the middle has two connections. */
  @Test
  void keyingMaterialOfAnotherConnectionIsRefused() throws Exception {
    try (Pop3Client other = connect();
        Pop3Client client = connect()) {
      assertThat(login(client, keyingMaterial(other))).startsWith("-ERR");
      assertThat(client.send("STAT")).startsWith("-ERR");
    }
  }

  private static Pop3Client connect() throws Exception {
    Pop3Client client = SERVER.connectTls(TestTls.client(), "TLSv1.3");
    client.ok();
    return client;
  }

  /** The last reply. */
  private String login(Pop3Client client, byte[] data) throws Exception {
    SaslClient sasl = SaslClient.bound(TYPE, data, account, "secret");
    String reply = client.send(sasl.command());
    while (reply.startsWith("+ ")) {
      reply = client.send(answer(sasl, reply));
    }
    return reply;
  }

  private static String answer(SaslClient sasl, String challenge) throws GeneralSecurityException {
    return sasl.respond(challenge.substring("+ ".length()));
  }

  /** RFC 9266 section 2; octets that nobody agreed on, where there is no exporter. */
  private static byte[] keyingMaterial(Pop3Client client) throws ReflectiveOperationException {
    if (!EXPORTS) {
      return new byte[OCTETS];
    }
    return (byte[])
        ExtendedSSLSession.class
            .getMethod("exportKeyingMaterialData", String.class, byte[].class, int.class)
            .invoke(
                ((SSLSocket) client.socket()).getSession(),
                "EXPORTER-Channel-Binding",
                new byte[0],
                OCTETS);
  }
}
