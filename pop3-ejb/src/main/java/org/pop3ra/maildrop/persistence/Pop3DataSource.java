package org.pop3ra.maildrop.persistence;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Finds the data source that persistence.xml names, for what runs outside the EntityManager. The
 * servers know it by different names, and an annotation can hold one only.
 */
public final class Pop3DataSource {
  private static final String WILDFLY = "java:/jdbc/pop3";
  private static final String PAYARA = "jdbc/pop3";

  private Pop3DataSource() {}

  /** Looks it up; from a thread that the container gave. */
  @SuppressWarnings("BanJNDI") // The names are ours.
  public static DataSource lookup() throws NamingException {
    InitialContext context = new InitialContext();
    try {
      return (DataSource) context.lookup(WILDFLY);
    } catch (NamingException e) {
      return (DataSource) context.lookup(PAYARA);
    }
  }
}
