package org.pop3ra.deployed;

import java.io.IOException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** A server's management port: what the console and the CLI use. */
final class Management implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final String PLATFORM = "platform-mbean";

  private final ModelControllerClient client;

  Management(int port) {
    client =
        ModelControllerClient.Factory.create(
            new ModelControllerClientConfiguration.Builder()
                .setHostName("127.0.0.1")
                .setPort(port)
                .setConnectionTimeout(PATIENCE_MILLIS)
                .build());
  }

  /** Octets of heap that are in use when all garbage is gone. */
  long heapInUse() throws IOException {
    ModelNode memory = address("core-service", PLATFORM).add("type", "memory");
    run(Operations.createOperation("gc", memory));
    return run(Operations.createReadAttributeOperation(memory, "heap-memory-usage"))
        .get("used")
        .asLong();
  }

  /** From now on the pool counts its connections. */
  void countConnections() throws IOException {
    run(
        Operations.createWriteAttributeOperation(
            address("subsystem", "datasources").add("data-source", "Pop3DS"),
            "statistics-enabled",
            true));
  }

  /** Connections of the database that somebody has taken from the pool. */
  int connectionsInUse() throws IOException {
    ModelNode pool =
        address("subsystem", "datasources").add("data-source", "Pop3DS").add("statistics", "pool");
    return run(Operations.createReadAttributeOperation(pool, "InUseCount")).asInt();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static ModelNode address(String key, String value) {
    return new ModelNode().add(key, value);
  }

  private ModelNode run(ModelNode operation) throws IOException {
    ModelNode outcome = client.execute(operation);
    if (!Operations.isSuccessfulOutcome(outcome)) {
      throw new AssertionError(operation + ": " + Operations.getFailureDescription(outcome));
    }
    return Operations.readResult(outcome);
  }
}
