package org.pop3ra.account.persistence;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.pop3ra.account.domain.EncryptedSecret;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.maildrop.service.ContainerTransactions;
import org.pop3ra.maildrop.service.RequiredTransaction;
import org.pop3ra.maildrop.service.Transactions;

/**
 * One indexed look-up for each login whose password is not remembered. Its transactions fail with
 * checked exceptions, since the container logs a stack trace for any other: while a database is
 * away that would be one for each login.
 */
@Singleton
@ConcurrencyManagement(BEAN)
@TransactionAttribute(NOT_SUPPORTED)
public class LoginTable implements Logins {
  private static final String FIND =
      """
      select a.id, m.id, case when a.enabled then a.password end, a.password_version,
        case when a.enabled then l.scram end, case when a.enabled then a.recoverable_secret end
      from login_name l join account a on a.id = l.account join maildrop m on m.account = a.id
      where l.name = ?""";
  private static final String REHASH =
      "update account set password = ? where id = ? and password_version = ? and password = ?";

  /** As whoever changes the password does first, so that one of the two comes after the other. */
  private static final String TAKE =
      "update account set enabled = enabled where id = ? and password_version = ?";

  private static final String SET_SCRAM =
      "update login_name set scram = ?, scram_iterations = ? where name = ? and account = ?";
  private static final String VERIFIERS =
      "select name, scram from login_name where account = ? and name not like '@%'";
  private static final String ITERATIONS =
      """
      select scram_iterations, count(*) from login_name
      where scram_iterations is not null group by scram_iterations""";

  @EJB private RequiredTransaction transaction;
  private Transactions transactions;

  public LoginTable() {}

  /** For use without a container. */
  public LoginTable(Transactions transactions) {
    this.transactions = transactions;
  }

  @PostConstruct
  void start() {
    transactions = new ContainerTransactions(transaction);
  }

  @Override
  public Optional<StoredLogin> find(String foldedName) throws SQLException {
    // '@example.org' takes the mail of a domain; nobody is called that.
    String name = foldedName.startsWith("@") ? "" : foldedName;
    return transactions.call(connection -> find(connection, name));
  }

  private static Optional<StoredLogin> find(Connection connection, String name)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, name);
      ResultSet rows = select.executeQuery();
      return rows.next() ? Optional.of(login(rows)) : Optional.empty();
    }
  }

  @Override
  public void rehash(StoredLogin login, String replacement) throws SQLException {
    transactions.call(connection -> rehash(connection, login, replacement));
  }

  private static int rehash(Connection connection, StoredLogin login, String replacement)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REHASH)) {
      update.setString(1, replacement);
      update.setLong(2, login.account());
      update.setLong(3, login.passwordVersion());
      update.setString(4, login.password().orElseThrow());
      return update.executeUpdate();
    }
  }

  @Override
  public void setScram(StoredLogin login, String foldedName, ScramVerifiers verifiers)
      throws SQLException {
    transactions.call(
        connection ->
            take(connection, login) ? setScram(connection, login, foldedName, verifiers) : 0);
  }

  /** Whether it still has that password, and keeps it until the end of the transaction. */
  private static boolean take(Connection connection, StoredLogin login) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TAKE)) {
      update.setLong(1, login.account());
      update.setLong(2, login.passwordVersion());
      return update.executeUpdate() > 0;
    }
  }

  private static int setScram(
      Connection connection, StoredLogin login, String foldedName, ScramVerifiers verifiers)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SET_SCRAM)) {
      update.setString(1, verifiers.format());
      update.setInt(2, verifiers.iterations());
      update.setString(3, foldedName);
      update.setLong(4, login.account());
      return update.executeUpdate();
    }
  }

  @Override
  public Map<String, Optional<String>> verifiers(StoredLogin login) throws SQLException {
    return transactions.call(connection -> verifiers(connection, login));
  }

  private static Map<String, Optional<String>> verifiers(Connection connection, StoredLogin login)
      throws SQLException {
    Map<String, Optional<String>> verifiers = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(VERIFIERS)) {
      select.setLong(1, login.account());
      ResultSet rows = select.executeQuery();
      while (rows.next()) {
        verifiers.put(rows.getString(1), Optional.ofNullable(rows.getString(2)));
      }
    }
    return verifiers;
  }

  @Override
  public IterationSpread iterations() throws SQLException {
    return transactions.call(LoginTable::iterations);
  }

  private static IterationSpread iterations(Connection connection) throws SQLException {
    NavigableMap<Integer, Long> names = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement(ITERATIONS)) {
      ResultSet rows = select.executeQuery();
      while (rows.next()) {
        names.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return new IterationSpread(names);
  }

  @Override
  public byte[] secret() throws SQLException {
    try {
      return transactions.call(InstallationTable::secret);
    } catch (SQLException e) {
      if (SqlFailure.of(e) != SqlFailure.DUPLICATE) {
        throw e;
      }
      // Another node was first.
      return transactions.call(InstallationTable::secret);
    }
  }

  private static StoredLogin login(ResultSet row) throws SQLException {
    return new StoredLogin(
        row.getLong(1),
        row.getLong(2),
        Optional.ofNullable(row.getString(3)),
        row.getLong(4),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)).map(EncryptedSecret::new));
  }
}
