package org.pop3ra.example.orders;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Those who work for the shop. */
@Stateless
public class Clerks {
  private static final String FIND = "select salt, hash from clerk where name = ?";

  /** Nobody's: an unknown clerk takes as long as a known one. */
  private static final Kept NOBODY =
      new Kept(new byte[PasswordHash.OCTETS], new byte[PasswordHash.OCTETS]);

  private record Kept(byte[] salt, byte[] hash) {}

  @Resource(lookup = "java:app/jdbc/shop")
  private DataSource database;

  /** Whether there is a clerk of this name with this password. Hashes outside any transaction. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean admits(String name, String password) {
    Kept kept = find(name);
    return MessageDigest.isEqual(PasswordHash.of(password, kept.salt), kept.hash);
  }

  private Kept find(String name) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, name);
      ResultSet row = select.executeQuery();
      return row.next() ? new Kept(row.getBytes(1), row.getBytes(2)) : NOBODY;
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }
}
