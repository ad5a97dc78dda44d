package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.InternalThreadLocalMap;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.netty.TestClient;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.MemoryDeliveries;
import org.pop3ra.spi.ScriptedMaildrops;

/** The life of an adapter in a container (Jakarta Connectors 2.1, chapters 5 and 13). */
class Pop3ResourceAdapterTest {
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final TestContainer container = new TestContainer();
  private final Pop3ResourceAdapter adapter = new Pop3ResourceAdapter();
  private final MessageEndpointFactory factory =
      container.factory(MaildropListener.class, maildrops);
  private ActivationSpec spec;

  @BeforeEach
  void start() throws ResourceException {
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLines("Subject: 1", "", "one")));
    adapter.setPop3Port(0);
    adapter.setLmtpPort(0);
    adapter.setDrainSeconds(1);
    adapter.start(container);
    spec = spec(new Pop3ActivationSpec());
  }

  @AfterEach
  void stop() throws InterruptedException {
    adapter.stop();
    container.stop();
    assertThat(container.endpoints()).as("endpoints that were not released").isZero();
    assertThat(networkThreads()).as("threads that stayed").isEmpty();
    assertThat(InternalThreadLocalMap.getIfSet()).as("Netty's on the caller's thread").isNull();
  }

  @Test
  void servesAnActivatedBean() throws Exception {
    adapter.endpointActivation(factory, spec);

    try (TestClient client = client()) {
      assertThat(client.line()).startsWith("+OK");
      client.send("USER mrose\r\nPASS secret\r\nSTAT\r\nDELE 1\r\nQUIT\r\n");
      assertThat(client.line()).startsWith("+OK");
      assertThat(client.line()).startsWith("+OK");
      assertThat(client.line()).isEqualTo("+OK 1 19");
      assertThat(client.line()).startsWith("+OK");
      assertThat(client.line()).startsWith("+OK");
      assertThat(client.closed()).isTrue();
    }
    assertThat(maildrops.messages("mrose")).isEmpty();
  }

  @Test
  void takesDeliveries() throws Exception {
    MemoryDeliveries deliveries = new MemoryDeliveries().address("a@example.org", "a");
    MessageEndpointFactory lmtp = container.factory(DeliveryListener.class, deliveries);
    ActivationSpec lmtpSpec = spec(new LmtpActivationSpec());
    adapter.endpointActivation(lmtp, lmtpSpec);

    try (TestClient client = new TestClient(adapter.port(lmtp, lmtpSpec))) {
      assertThat(client.line()).startsWith("220 ");
      client.send(
          "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.org>\r\nDATA\r\nHi\r\n.\r\nQUIT\r\n");
      assertThat(client.restAsText()).contains("\r\n354 ").contains("\r\n250 2.").contains("221 ");
    }
    adapter.endpointDeactivation(lmtp, lmtpSpec);
  }

  private TestClient client() throws IOException {
    return new TestClient(adapter.port(factory, spec));
  }

  private <S extends AdapterSpec> S spec(S made) throws ResourceException {
    made.setResourceAdapter(adapter);
    made.validate();
    return made;
  }

  private static List<String> networkThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("pop3-net") || name.startsWith("globalEventExecutor"))
        .toList();
  }
}
