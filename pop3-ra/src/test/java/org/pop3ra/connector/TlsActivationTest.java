package org.pop3ra.connector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.netty.TestClient;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.MemoryDeliveries;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.TestTls;

/** An adapter that is given certificates. */
class TlsActivationTest {
  private static final String DELIVERY =
      """
      LHLO client.example
      MAIL FROM:<>
      RCPT TO:<pat@foo.edu>
      DATA
      Subject: a

      .
      QUIT
      """
          .replace("\n", "\r\n");

  private final TestContainer container = new TestContainer();
  private final Pop3ResourceAdapter adapter = new Pop3ResourceAdapter();
  private final MessageEndpointFactory factory =
      container.factory(MaildropListener.class, new ScriptedMaildrops());
  private final Pop3ActivationSpec spec = new Pop3ActivationSpec();
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private int pop3s;
  private final MemoryDeliveries stored = new MemoryDeliveries().address("pat@foo.edu", "pat");
  private final MessageEndpointFactory deliveries =
      container.factory(DeliveryListener.class, stored);
  private final LmtpActivationSpec lmtp = new LmtpActivationSpec();
  private int lmtps;

  @BeforeEach
  void start() throws ResourceException, IOException {
    pop3s = freePort();
    Certified.start(adapter, pop3s, container, spec);
  }

  @AfterEach
  void stop() throws Exception {
    adapter.stop();
    container.stop();
    assertThat(shown()).as("beans that stayed").isEmpty();
  }

  @Test
  void servesPop3sAndOffersStls() throws Exception {
    adapter.endpointActivation(factory, spec);

    try (SSLSocket socket =
            (SSLSocket)
                TestTls.client()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), pop3s);
        TestClient client = new TestClient(socket);
        TestClient plain = new TestClient(adapter.port(factory, spec))) {
      assertThat(client.line()).startsWith("+OK");
      assertThat(plain.send("CAPA\r\nQUIT\r\n").restAsText()).contains("\r\nSTLS\r\n");
    }
  }

  @Test
  void servesLmtpOverTlsFromTheFirstOctet() throws Exception {
    serveLmtp();

    try (SSLSocket socket =
            (SSLSocket)
                TestTls.client()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), lmtps);
        TestClient client = new TestClient(socket)) {
      client.send(DELIVERY);

      assertThat(client.restAsText())
          .startsWith("220 ")
          .doesNotContain("STARTTLS")
          .endsWith("250 2.0.0 Delivered\r\n221 2.0.0 Bye\r\n");
    }
    assertThat(delivered()).contains("Received: from client.example ([127.0.0.1])", "with LMTPS");
  }

  /** And offers STARTTLS to it, since the header is not TLS. */
  @Test
  void takesTheMtaBehindABalancerFromThePortOfLmtp() throws Exception {
    adapter.setLmtpProxyFrom("127.0.0.1");
    serveLmtp();

    try (TestClient client = new TestClient(adapter.port(deliveries, lmtp))) {
      client.send("PROXY TCP4 192.0.2.1 192.0.2.2 40000 24\r\n" + DELIVERY);

      assertThat(client.restAsText())
          .contains("250-STARTTLS")
          .endsWith("250 2.0.0 Delivered\r\n221 2.0.0 Bye\r\n");
    }
    assertThat(delivered())
        .contains("Received: from client.example ([192.0.2.1])")
        .doesNotContain("LMTPS");
    try (TestClient client = new TestClient(adapter.port(deliveries, lmtp))) {
      assertThat(client.send("LHLO client.example\r\n").rest()).as("without a header").isEmpty();
    }
  }

  @Test
  void servesNoPop3sWithoutACertificate() throws Exception {
    adapter.setTlsCertificate("");
    adapter.setTlsKey("");
    adapter.endpointActivation(factory, spec);

    try (TestClient plain = new TestClient(adapter.port(factory, spec));
        ServerSocket free = new ServerSocket(pop3s, 1, InetAddress.getLoopbackAddress())) {
      assertThat(plain.send("CAPA\r\nQUIT\r\n").restAsText()).doesNotContain("STLS");
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void showsMonitoringTheDaysThatAreLeft() throws Exception {
    adapter.endpointActivation(factory, spec);

    assertThat(shown())
        .singleElement()
        .satisfies(
            name -> {
              assertThat((Long) beans.getAttribute(name, "FewestDaysLeft")).isPositive();
              assertThat(beans.getAttribute(name, "Problem")).isEqualTo("");
            });
  }

  /** As when somebody else has the name, or an adapter of before was never ended. */
  @Test
  void leavesNoThreadBehindIfItCannotBeShownToMonitoring() throws Exception {
    adapter.endpointActivation(factory, spec);
    ObjectName name = shown().iterator().next();
    adapter.endpointDeactivation(factory, spec);
    CertificatesMXBean other = new Other();
    beans.registerMBean(other, name);
    try {
      assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("cannot be shown to monitoring");
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("pop3-net"));
    } finally {
      beans.unregisterMBean(name);
    }
  }

  @Test
  void isShownWithTheAddressItListensAt() throws Exception {
    Certificates certificates = Certificates.load(TestTls.pem("localhost"), 21, Clock.systemUTC());
    InetSocketAddress six = at(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    InetSocketAddress four = at(new byte[] {127, 0, 0, 1});

    try (CertificatesBean first = CertificatesBean.register(certificates, six);
        CertificatesBean second = CertificatesBean.register(certificates, four)) {
      assertThat(first.getDaysLeft()).isEqualTo(second.getDaysLeft());
      assertThat(shown())
          .extracting(name -> ObjectName.unquote(name.getKeyProperty("address")))
          .containsExactlyInAnyOrder("0:0:0:0:0:0:0:1", "127.0.0.1");
    }
  }

  @Test
  void failsTheDeploymentOverACertificateThatCannotBeUsed() throws Exception {
    adapter.setTlsKey(TestTls.file("a.example.key").toString());

    assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("localhost.pem")
        .hasMessageContaining("is not that of the certificate");
  }

  @Test
  void freesThePortsOfAnActivationWhoseSecondPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(pop3s, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> adapter.endpointActivation(factory, spec))
          .hasMessageContaining("Port " + taken.getLocalPort() + " of ");
    }
    adapter.endpointActivation(factory, spec);
  }

  @Test
  void servesByBoringSsl() throws Exception {
    adapter.setTlsProvider("openssl");
    adapter.endpointActivation(factory, spec);

    try (SSLSocket socket =
            (SSLSocket)
                TestTls.client()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), pop3s);
        TestClient client = new TestClient(socket)) {
      assertThat(client.line()).startsWith("+OK");
    }
  }

  private void serveLmtp() throws ResourceException, IOException {
    lmtps = freePort();
    adapter.setLmtpPort(0);
    adapter.setLmtpsPort(lmtps);
    lmtp.setResourceAdapter(adapter);
    adapter.endpointActivation(deliveries, lmtp);
  }

  private String delivered() {
    return new String(stored.take("pat").get(0).octets(), US_ASCII);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static InetSocketAddress at(byte[] address) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByAddress(address), 1110);
  }

  private Set<ObjectName> shown() throws Exception {
    return beans.queryNames(new ObjectName("org.pop3ra:type=Certificates,*"), null);
  }

  /** Something else that has the name. */
  private static final class Other implements CertificatesMXBean {
    @Override
    public Map<String, Long> getDaysLeft() {
      return Map.of();
    }

    @Override
    public long getFewestDaysLeft() {
      return Long.MAX_VALUE;
    }

    @Override
    public String getProblem() {
      return "";
    }
  }
}
