package org.pop3ra.deployed;

import static java.util.Locale.ROOT;

import java.nio.file.Path;

/** The servers that the tests can run on. */
enum Product {
  WILDFLY("log"),
  PAYARA("logs");

  private final String logDirectory;

  Product(String logDirectory) {
    this.logDirectory = logDirectory;
  }

  /** The one that Arquillian starts. */
  static Product underTest() {
    return valueOf(System.getProperty("it.product").toUpperCase(ROOT));
  }

  /** The log of a server that runs from a base directory. */
  Path log(Path base) {
    return base.resolve(logDirectory).resolve("server.log");
  }
}
