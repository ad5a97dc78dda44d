package org.pop3ra.database;

/** A database that the tests run on. */
public enum Kind {
  H2,
  POSTGRESQL
}
