package org.pop3ra.deployed;

import java.io.IOException;

/** What an administrator asks of a running server, at the port that the product's console uses. */
sealed interface Management extends AutoCloseable permits WildFlyManagement, PayaraManagement {

  /** Of the product under test. */
  static Management of(Server server) {
    return switch (Product.underTest()) {
      case WILDFLY -> new WildFlyManagement(server.managementPort());
      case PAYARA -> new PayaraManagement(server.managementPort());
    };
  }

  /**
   * Has the application end its sessions and take no more, without undeploying it: WildFly is
   * suspended; Payara, which cannot be, disables the application. Returns when that is done, or,
   * for WildFly, at the latest after so many seconds.
   */
  void suspend(int seconds) throws IOException;

  /** Has it take sessions again. */
  void resume() throws IOException;

  /** From now on the server logs all that anybody in it has to say. */
  void logEverything() throws IOException;

  /** From now on it logs what it does by default. */
  void logAsUsual() throws IOException;

  @Override
  void close() throws IOException;
}
