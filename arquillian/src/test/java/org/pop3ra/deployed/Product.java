package org.pop3ra.deployed;

import static java.util.Locale.ROOT;

/** The servers that the tests can run on. */
enum Product {
  WILDFLY,
  PAYARA;

  /** The one that Arquillian starts. */
  static Product underTest() {
    return valueOf(System.getProperty("it.product").toUpperCase(ROOT));
  }
}
