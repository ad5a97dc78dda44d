package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The application comes and goes, and leaves no adapter, class loader, thread or port behind. */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@Tag("long")
class RedeployIT {

  private static final int FEW = 3;
  private static final int MANY = 30;

  /** Those of WildFly after ten seconds, those of Payara after a minute or two. */
  private static final Duration IDLE_THREADS_END = Duration.ofSeconds(90);

  private static final String ADAPTER = "org.pop3ra.connector.Pop3ResourceAdapter";
  private static final Server SERVER = Server.managed();

  @ArquillianResource private Deployer deployer;

  /** Deployed by hand. */
  @Deployment(name = "pop3", managed = false, testable = false)
  public static EnterpriseArchive pop3() {
    return DeployedServer.pop3();
  }

  @Test
  void thirtyRedeploymentsLeaveNoMoreBehindThanOne() throws Exception {
    assertThatItIsSeenWhileDeployed();
    redeploy(FEW);
    Set<String> threads = jvm().threads();
    long loaders = jvm().ownClassLoaders();
    redeploy(MANY - FEW);

    await()
        .atMost(IDLE_THREADS_END)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              assertThat(jvm().ownThreads()).isEmpty();
              assertThat(jvm().instances(ADAPTER)).isZero();
              assertThat(jvm().ownClassLoaders())
                  .as("class loaders of one module; %d after %d redeployments", loaders, FEW)
                  .isLessThanOrEqualTo(mostLoaders(loaders, threads));
            });
  }

  /** Payara: as many threads as have begun may keep one more each. */
  private static long mostLoaders(long afterFew, Set<String> threads) throws Exception {
    return switch (Product.underTest()) {
      case WILDFLY -> 0;
      case PAYARA -> afterFew + begun(threads);
    };
  }

  /** How many threads have begun since. */
  private static long begun(Set<String> before) throws Exception {
    return jvm().threads().stream().filter(thread -> !before.contains(thread)).count();
  }

  /** Or the test would prove nothing. */
  private void assertThatItIsSeenWhileDeployed() throws Exception {
    deployer.deploy("pop3");
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      assertThat(jvm().ownThreads()).isNotEmpty();
      assertThat(jvm().instances(ADAPTER)).isPositive();
      assertThat(jvm().ownClassLoaders()).isPositive();
    }
    deployer.undeploy("pop3");
  }

  private void redeploy(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      deployer.deploy("pop3");
      try (Pop3Client left = deliverAndFetch()) {
        deployer.undeploy("pop3");
        assertThat(left.line()).startsWith("-ERR [SYS/TEMP]");
        assertThat(left.closed()).isTrue();
      }
      assertPortIsFree(SERVER.pop3Port());
      assertPortIsFree(SERVER.lmtpPort());
    }
  }

  /** Some mail, small and large, comes and goes; returns a session that is still open. */
  private static Pop3Client deliverAndFetch() throws Exception {
    String account = SERVER.administration().account();
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver("Subject: small\r\n\r\n", account);
      lmtp.deliver("Subject: large\r\n\r\n" + "0123456789\r\n".repeat(20_000), account);
    }
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.retrieve(1);
      client.retrieve(2);
      client.ok("DELE 2");
      client.ok("QUIT");
    }
    return SERVER.login(account, "secret");
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
