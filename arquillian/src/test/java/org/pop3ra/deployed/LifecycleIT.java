package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

/** WildFly's suspend and resume. */
class LifecycleIT extends DeployedServer {

  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(500_000);

  private final String account = SERVER.administration().account();

  @ArquillianResource private ManagementClient management;

  @Test
  void suspendTellsIdleSessionsAndResumeTakesNewOnes() throws Exception {
    try (Pop3Client client = SERVER.login(account, "secret");
        LmtpClient lmtp = SERVER.lmtp()) {
      execute("suspend");

      assertThat(client.line()).startsWith("-ERR [SYS/TEMP]");
      assertThat(client.closed()).isTrue();
      assertThat(lmtp.reply()).startsWith("421 ");
      assertThatThrownBy(SERVER::connect).isInstanceOf(ConnectException.class);
    } finally {
      execute("resume");
    }

    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("QUIT");
    }
  }

  @Test
  void aReplyInTheMakingIsCutWithoutATerminatorAfterTheDrainTime() throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(LARGE, account);
    }
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.write("RETR 1\r\n");
      client.ok();
      execute("suspend");

      assertThatThrownBy(client::lines).isInstanceOf(EOFException.class);
    } finally {
      execute("resume");
    }
    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
    }
  }

  private void execute(String operation) throws Exception {
    ModelNode outcome =
        management.getControllerClient().execute(Operations.createOperation(operation));
    assertThat(Operations.isSuccessfulOutcome(outcome)).describedAs(outcome.toString()).isTrue();
  }
}
