package org.pop3ra.deployed;

import java.io.IOException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** What the CLI does. */
final class WildFlyManagement implements Management {

  private static final int PATIENCE_MILLIS = 60_000;

  private final ModelControllerClient client;

  WildFlyManagement(int port) {
    client =
        ModelControllerClient.Factory.create(
            new ModelControllerClientConfiguration.Builder()
                .setHostName("127.0.0.1")
                .setPort(port)
                .setConnectionTimeout(PATIENCE_MILLIS)
                .build());
  }

  @Override
  public void suspend(int seconds) throws IOException {
    ModelNode suspend = Operations.createOperation("suspend");
    suspend.get("suspend-timeout").set(seconds);
    run(suspend);
  }

  @Override
  public void resume() throws IOException {
    run(Operations.createOperation("resume"));
  }

  /**
   * An Elytron {@code server-ssl-context} keeps to lists of its own from now on: to the cipher
   * suites of TLS 1.3 that are named here, and its default ones of older versions.
   */
  void wrapSslContext(String name, String suites) throws IOException {
    ModelNode context = new ModelNode().add("subsystem", "elytron").add("server-ssl-context", name);
    run(Operations.createWriteAttributeOperation(context, "cipher-suite-names", suites));
    run(Operations.createWriteAttributeOperation(context, "wrap", true));
  }

  /** Begins to; the management port goes with it for a while. */
  void reload() throws IOException {
    run(Operations.createOperation("reload"));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private void run(ModelNode operation) throws IOException {
    ModelNode outcome = client.execute(operation);
    if (!Operations.isSuccessfulOutcome(outcome)) {
      throw new AssertionError(operation + ": " + Operations.getFailureDescription(outcome));
    }
  }
}
