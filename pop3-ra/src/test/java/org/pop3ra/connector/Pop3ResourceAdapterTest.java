package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.internal.InternalThreadLocalMap;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
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

  @Test
  void canBeActivatedAgainAndAgain() throws Exception {
    for (int i = 0; i < 5; i++) {
      adapter.endpointActivation(factory, spec);
      try (TestClient client = client()) {
        assertThat(client.line()).startsWith("+OK");
        adapter.endpointDeactivation(factory, spec);
        assertThat(client.restAsText()).startsWith("-ERR [SYS/TEMP]");
      }
      assertThat(networkThreads()).isEmpty();
    }
  }

  @Test
  void mayBeDeactivatedTwiceAndSideBySide() throws Exception {
    adapter.endpointActivation(factory, spec);
    int port = adapter.port(factory, spec);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> adapter.endpointDeactivation(factory, spec));

    adapter.endpointDeactivation(factory, spec);
    assertThat(networkThreads()).as("whichever of the two did it").isEmpty();
    other.get(20, TimeUnit.SECONDS);
    adapter.endpointDeactivation(factory, spec);
    adapter.stop();

    assertThatThrownBy(() -> new TestClient(port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void opensNothingWhenItIsStarted() {
    assertThat(networkThreads()).isEmpty();
  }

  @Test
  void failsTheActivationWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      adapter.setPop3Port(taken.getLocalPort());

      assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("POP3")
          .hasMessageContaining("Port " + taken.getLocalPort());
    }
    adapter.endpointActivation(factory, spec);
  }

  @Test
  void failsTheActivationWhenAPropertyIsWrong() {
    adapter.setIdleSeconds(0);
    adapter.setCleartext("sometimes");

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("idleSeconds is \"0\": it must be from 1 to 86400")
        .hasMessageContaining("cleartext is \"sometimes\"")
        .hasMessageContaining("[loopback, always, never]");
  }

  @Test
  void refusesActivationsThatAreNotItsOwn() {
    ActivationSpec other =
        new ActivationSpec() {
          @Override
          public void validate() {}

          @Override
          public ResourceAdapter getResourceAdapter() {
            return adapter;
          }

          @Override
          public void setResourceAdapter(ResourceAdapter ignored) {}
        };

    assertThatThrownBy(() -> adapter.endpointActivation(factory, other))
        .isInstanceOf(NotSupportedException.class);
  }

  @Test
  void doesNotStartWithASettingThatCannotBeRight() {
    Pop3ResourceAdapter wrong = new Pop3ResourceAdapter();
    wrong.setIdleSeconds(0);

    assertThatThrownBy(() -> wrong.start(container))
        .isInstanceOf(ResourceAdapterInternalException.class)
        .hasMessageContaining("idleSeconds is \"0\": it must be ");
  }

  @Test
  void tellsItsConfigurationOnceForEachStart() throws Exception {
    Logger logger = Logger.getLogger(Pop3ResourceAdapter.class.getName());
    List<String> told = new CopyOnWriteArrayList<>();
    // A filter sees everything before it is written.
    logger.setFilter(said -> told.add(said.getMessage()));
    try {
      for (int i = 0; i < 2; i++) {
        adapter.endpointActivation(factory, spec);
        adapter.endpointDeactivation(factory, spec);
      }
      assertThat(told).hasSize(1).first().asString().startsWith("Configuration: ");
      adapter.start(container);
      adapter.endpointActivation(factory, spec);
      assertThat(told).hasSize(2);
    } finally {
      logger.setFilter(null);
    }
  }

  @Test
  void waitsForABeanThatCannotBeCalledYet() throws Exception {
    container.endpointsUnavailable(true);
    adapter.endpointActivation(factory, spec);

    try (TestClient client = client()) {
      client.socket().setSoTimeout(600);
      assertThatThrownBy(client::line).hasMessageContaining("timed out");
      container.endpointsUnavailable(false);
      client.socket().setSoTimeout(10_000);
      assertThat(client.line()).startsWith("+OK");
    }
  }

  @Test
  void stopsWaitingWhenItIsDeactivated() throws Exception {
    container.endpointsUnavailable(true);
    adapter.endpointActivation(factory, spec);

    adapter.endpointDeactivation(factory, spec);

    assertThat(networkThreads()).isEmpty();
  }

  @Test
  void servesPop3WhileLmtpGoes() throws Exception {
    MessageEndpointFactory lmtp = container.factory(DeliveryListener.class, new MemoryDeliveries());
    ActivationSpec lmtpSpec = spec(new LmtpActivationSpec());
    adapter.endpointActivation(factory, spec);
    adapter.endpointActivation(lmtp, lmtpSpec);

    adapter.endpointDeactivation(lmtp, lmtpSpec);

    try (TestClient client = client()) {
      assertThat(client.line()).startsWith("+OK");
    }
  }

  @Test
  void takesNoPartInRecovery() {
    assertThat(adapter.getXAResources(new ActivationSpec[0])).isEmpty();
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
