package org.pop3ra.deployed;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** What the CLI does. */
final class WildFlyManagement implements Management {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final String STORE_PASSWORD = "changeit";
  private static final String ALIAS = "pop3s";
  private static final int KEY_BITS = 2048;

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

  /** A key manager with a key store beside the configuration, and one self-signed key in it. */
  void addKeyManager(String name, String subject) throws IOException {
    ModelNode store = Operations.createAddOperation(keyStore(name));
    store.get("path").set(name + ".p12");
    store.get("relative-to").set("jboss.server.config.dir");
    store.get("type").set("PKCS12");
    store.get("credential-reference").get("clear-text").set(STORE_PASSWORD);
    run(store);
    generateKey(name, subject);
    ModelNode manager = Operations.createAddOperation(keyManager(name));
    manager.get("key-store").set(name);
    manager.get("credential-reference").get("clear-text").set(STORE_PASSWORD);
    run(manager);
  }

  /** Another key in place of the one that the store has, in force at once. */
  void exchangeKey(String name, String subject) throws IOException {
    ModelNode remove = Operations.createOperation("remove-alias", keyStore(name));
    remove.get("alias").set(ALIAS);
    run(remove);
    generateKey(name, subject);
    run(Operations.createOperation("init", keyManager(name)));
  }

  /** The context has the keys of this manager after the next {@link #reload}. */
  void setKeyManager(String context, String name) throws IOException {
    ModelNode address =
        new ModelNode().add("subsystem", "elytron").add("server-ssl-context", context);
    run(Operations.createWriteAttributeOperation(address, "key-manager", name));
  }

  private void generateKey(String store, String subject) throws IOException {
    ModelNode generate = Operations.createOperation("generate-key-pair", keyStore(store));
    generate.get("alias").set(ALIAS);
    generate.get("algorithm").set("RSA");
    generate.get("key-size").set(KEY_BITS);
    generate.get("distinguished-name").set(subject);
    run(generate);
    run(Operations.createOperation("store", keyStore(store)));
  }

  private static ModelNode keyStore(String name) {
    return new ModelNode().add("subsystem", "elytron").add("key-store", name);
  }

  private static ModelNode keyManager(String name) {
    return new ModelNode().add("subsystem", "elytron").add("key-manager", name);
  }

  @Override
  public void logEverything() throws IOException {
    log("TRACE");
  }

  @Override
  public void logAsUsual() throws IOException {
    log("INFO");
  }

  private void log(String level) throws IOException {
    ModelNode root = new ModelNode().add("subsystem", "logging").add("root-logger", "ROOT");
    run(Operations.createWriteAttributeOperation(root, "level", level));
  }

  /** Makes a key of the server's own, and returns an expression that only it can read. */
  String encrypted(String text) throws IOException {
    ModelNode elytron = new ModelNode().add("subsystem", "elytron");
    ModelNode store = elytron.clone().add("secret-key-credential-store", "pop3");
    ModelNode add = Operations.createAddOperation(store);
    add.get("path").set("pop3.cs");
    add.get("relative-to").set("jboss.server.config.dir");
    run(add);
    ModelNode encryption = elytron.clone().add("expression", "encryption");
    ModelNode resolve = Operations.createAddOperation(encryption);
    ModelNode resolver = resolve.get("resolvers").add();
    resolver.get("name").set("pop3");
    resolver.get("credential-store").set("pop3");
    resolver.get("secret-key").set("key");
    run(resolve);
    ModelNode create = Operations.createOperation("create-expression", encryption);
    create.get("resolver").set("pop3");
    create.get("clear-text").set(text);
    return run(create).get("expression").asString();
  }

  /** The adapter has this value after the next {@link #reload}. */
  void setAdapterProperty(String name, String value) throws IOException {
    removeAdapterProperty(name);
    ModelNode add = Operations.createAddOperation(adapterProperty(name));
    add.get("value").set(value);
    run(add);
  }

  /** The adapter has its default after the next {@link #reload}. */
  void removeAdapterProperty(String name) throws IOException {
    run(Operations.createRemoveOperation(adapterProperty(name)));
  }

  private static ModelNode adapterProperty(String name) {
    return new ModelNode()
        .add("subsystem", "resource-adapters")
        .add("resource-adapter", "pop3")
        .add("config-properties", name);
  }

  /**
   * Begins to; the management port goes with it for a while. The connection may end before the
   * answer has come: whether it reloads is then seen by what it does next only.
   */
  void reload() throws IOException {
    try {
      run(Operations.createOperation("reload"));
    } catch (IOException e) {
      if (!(e.getCause() instanceof CancellationException)
          && !(e.getCause() instanceof ExecutionException)) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private ModelNode run(ModelNode operation) throws IOException {
    ModelNode outcome = client.execute(operation);
    if (!Operations.isSuccessfulOutcome(outcome)) {
      throw new AssertionError(operation + ": " + Operations.getFailureDescription(outcome));
    }
    return Operations.readResult(outcome);
  }
}
