package org.pop3ra.maildrop.inbound;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.ScramSalts;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.persistence.LoginTable;
import org.pop3ra.account.service.Authenticator;
import org.pop3ra.account.service.Passwords;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.maildrop.service.Autocommit;
import org.pop3ra.maildrop.service.Durability;
import org.pop3ra.maildrop.service.LocalTransactions;
import org.pop3ra.maildrop.service.Services;
import org.pop3ra.maildrop.service.Store;
import org.pop3ra.maildrop.service.StoreFixture;
import org.pop3ra.spi.ScramVerifier;

/** A store without a container, on a real database without any account. */
final class TestStore extends Store {
  private static final List<String> TABLES =
      List.of(
          "message",
          "body",
          "content",
          "chunk",
          "leftover",
          "outcome",
          "lease",
          "login_name",
          "maildrop",
          "account");
  private static final Map<String, String> HASHES = new ConcurrentHashMap<>();
  private static final ScramSalts SALTS = new ScramSalts(new byte[] {1});

  private final TestDatabase database;
  private final Services services;

  TestStore(Kind kind) throws SQLException {
    database = StoreFixture.database(kind);
    for (String table : TABLES) {
      update("delete from " + table);
    }
    services =
        Services.of(
            new LocalTransactions(database.dataSource()),
            new Autocommit(database.dataSource()),
            kind == Kind.H2 ? Product.H2 : Product.POSTGRESQL,
            Durability.BY_COMMIT,
            System::nanoTime,
            () -> new Thread(this::flushReleases).start());
    services.node().start(Optional.empty());
  }

  private void flushReleases() {
    services.releasing().flush();
  }

  @Override
  public boolean ready(Optional<String> nodeName) {
    return true;
  }

  @Override
  public Services services() {
    return services;
  }

  Authenticator authenticator() {
    return new Authenticator(
        new LoginTable(new LocalTransactions(database.dataSource())),
        new Passwords(Argon2Parameters.CURRENT));
  }

  /** Makes an account whose name is also the local part of an address, unless it is there. */
  void account(String name, String password) throws SQLException {
    if (number("select count(*) from account where name = ?", name) > 0) {
      return;
    }
    long id = 1 + number("select coalesce(max(id), 10000000) from account");
    update(
        "insert into account (id, name, password, password_version, enabled)"
            + " values (?, ?, ?, 1, true)",
        id,
        name,
        HASHES.computeIfAbsent(password, TestStore::hash));
    update(
        "insert into maildrop (id, account, messages, octets, next_sequence)"
            + " values (?, ?, 0, 0, 1)",
        id,
        id);
    address(name, id, false);
    address(name + "@example.org", id, true);
    update(
        "update login_name set scram = ?, scram_iterations = ? where account = ?",
        ScramVerifiers.of(password, ScramVerifier.FEWEST_ITERATIONS, SALTS.of(name)).format(),
        ScramVerifier.FEWEST_ITERATIONS,
        id);
  }

  void address(String name, long account, boolean address) throws SQLException {
    update(
        "insert into login_name (name, account, is_address) values (?, ?, ?)",
        name,
        account,
        address);
  }

  long maildrop(String name) throws SQLException {
    return number("select account from login_name where name = ?", name);
  }

  /** The contents of all messages, in order. */
  List<byte[]> stored(long maildrop) throws SQLException {
    List<byte[]> stored = new ArrayList<>();
    for (long sequence : sequences(maildrop)) {
      stored.add(octets(maildrop, sequence));
    }
    return stored;
  }

  private List<Long> sequences(long maildrop) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select sequence from message where maildrop = ? order by sequence")) {
      select.setLong(1, maildrop);
      ResultSet rows = select.executeQuery();
      List<Long> sequences = new ArrayList<>();
      while (rows.next()) {
        sequences.add(rows.getLong(1));
      }
      return sequences;
    }
  }

  private byte[] octets(long maildrop, long sequence) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select octets, 0 as part from body where maildrop = ? and sequence = ?"
                    + " union all select c.octets, c.part from message m"
                    + " join chunk c on c.content = m.content"
                    + " where m.maildrop = ? and m.sequence = ? order by part")) {
      select.setLong(1, maildrop);
      select.setLong(2, sequence);
      select.setLong(3, maildrop);
      select.setLong(4, sequence);
      ResultSet rows = select.executeQuery();
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      while (rows.next()) {
        octets.writeBytes(rows.getBytes(1));
      }
      return octets.toByteArray();
    }
  }

  void update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private long number(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      ResultSet rows = statement.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }

  private DataSource dataSource() {
    return database.dataSource();
  }

  private static String hash(String password) {
    return PasswordHash.of(password.getBytes(StandardCharsets.UTF_8), Argon2Parameters.CURRENT)
        .format();
  }
}
