package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application comes and goes, and leaves no adapter, no thread and no port behind. */
@ExtendWith(ArquillianExtension.class)
class RedeployIT {

  private static final int TIMES = 30;

  /** What was deployed last may stay in caches of the server until the next comes. */
  private static final int LINGERING = 4;

  private static final String ADAPTER = "org.pop3ra.connector.Pop3ResourceAdapter";
  private static final Server SERVER = Server.managed();

  @ArquillianResource private Deployer deployer;

  /** Deployed by hand. */
  @Deployment(name = "pop3", managed = false, testable = false)
  public static EnterpriseArchive pop3() {
    return DeployedServer.pop3();
  }

  @Test
  void thirtyRedeploymentsLeaveNoAdapterThreadOrPort() throws Exception {
    assertThatItIsSeenWhileDeployed();
    redeploy(TIMES);

    assertThat(jvm().ownThreads()).isEmpty();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(jvm().instances(ADAPTER)).isLessThanOrEqualTo(LINGERING));
  }

  /** Or the test would prove nothing. */
  private void assertThatItIsSeenWhileDeployed() throws Exception {
    deployer.deploy("pop3");
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      assertThat(jvm().ownThreads()).isNotEmpty();
      assertThat(jvm().instances(ADAPTER)).isPositive();
    }
    deployer.undeploy("pop3");
  }

  private void redeploy(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      deployer.deploy("pop3");
      try (Pop3Client left = SERVER.connect()) {
        left.ok();
        deployer.undeploy("pop3");
        assertThat(left.line()).startsWith("-ERR [SYS/TEMP]");
        assertThat(left.closed()).isTrue();
      }
      assertPortIsFree(SERVER.pop3Port());
      assertPortIsFree(SERVER.lmtpPort());
    }
  }

  private static ServerJvm jvm() {
    return ServerJvm.managed();
  }

  private static void assertPortIsFree(int port) throws Exception {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(socket.isBound()).isTrue();
    }
  }
}
