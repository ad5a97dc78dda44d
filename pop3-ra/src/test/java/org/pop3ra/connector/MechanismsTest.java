package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.netty.TestClient;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;

/** What the property {@code mechanisms} leaves of what could succeed, APOP among it. */
class MechanismsTest {
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final TestContainer container = new TestContainer();
  private final Pop3ResourceAdapter adapter = new Pop3ResourceAdapter();
  private final MessageEndpointFactory factory =
      container.factory(MaildropListener.class, maildrops);
  private final Pop3ActivationSpec spec = new Pop3ActivationSpec();

  @AfterEach
  void stop() throws InterruptedException {
    adapter.stop();
    container.stop();
  }

  /** RFC 1939 section 7: a timestamp in the greeting means that there is APOP. */
  @ParameterizedTest
  @CsvSource({
    "all, true, SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN",
    "APOP, true, ''",
    "Apop plain, true, PLAIN",
    "'cram-md5, PLAIN', false, CRAM-MD5 PLAIN",
    "SCRAM-SHA-512 EXTERNAL SCRAM-SHA-256, false, SCRAM-SHA-256",
    "none, false, ''"
  })
  void onlyWhatIsNamedAndCanSucceedIsOffered(String named, boolean apop, String offered)
      throws Exception {
    activate(named);

    try (TestClient client = new TestClient(adapter.port(factory, spec))) {
      assertThat(client.line().contains("<")).as("a timestamp").isEqualTo(apop);
      assertThat(offered(client))
          .containsExactlyInAnyOrderElementsOf(
              offered.isEmpty() ? List.of() : List.of(offered.split(" ", -1)));
      assertThat(client.send("APOP mrose " + "0".repeat(32) + "\r\n").line())
          .startsWith(apop ? "-ERR [AUTH]" : "-ERR no APOP");
    }
  }

  private void activate(String named) throws ResourceException {
    for (Proof proof : Proof.values()) {
      maildrops.refuse(proof);
    }
    for (Proof proof : List.of(Proof.PASSWORD, Proof.SCRAM_SHA_256, Proof.CRAM_MD5, Proof.APOP)) {
      maildrops.accept(proof);
    }
    adapter.setPop3Port(0);
    adapter.setFailedLoginDelayMillis(0);
    adapter.setMechanisms(named);
    adapter.start(container);
    spec.setResourceAdapter(adapter);
    adapter.endpointActivation(factory, spec);
  }

  private static List<String> offered(TestClient client) throws IOException {
    client.send("AUTH\r\n");
    assertThat(client.line()).startsWith("+OK");
    return Stream.generate(() -> next(client)).takeWhile(line -> !line.equals(".")).toList();
  }

  private static String next(TestClient client) {
    try {
      return client.line();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN ANONYMOUS", "all PLAIN", "SCRAM-SHA-256;PLAIN", ""})
  void whatIsNoMechanismIsNamed(String named) {
    adapter.setMechanisms(named);

    assertThatThrownBy(() -> Settings.of(adapter))
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("mechanisms is \"" + named + "\": it must be all, none, or of APOP");
  }

  @Test
  void allIsTheDefault() throws Exception {
    assertThat(Settings.of(adapter).logins().apop()).isTrue();
  }
}
