package org.pop3ra.deployed;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.pop3ra.spi.CanonicalMessage;

/** The server's database, beside the server: to see what it holds, and to make it misbehave. */
public record Database(String url, String user, String password) {

  private static final String INSERT_MESSAGE =
      "insert into message (maildrop, sequence, unique_id, octets, header_octets, stuffed, sha256,"
          + " received, sender, recipient, smtputf8)"
          + " values (?, ?, ?, ?, ?, ?, ?, current_timestamp, '', '', false)";

  public Database {
    requireNonNull(url, "url is null");
  }

  /** The one of the server that Arquillian starts. */
  static Database managed() {
    return new Database(System.getProperty("it.db.url"), "sa", "sa");
  }

  /** One of H2's that nobody has used. */
  static Database fresh() throws IOException {
    Path directory = Files.createTempDirectory(Path.of(System.getProperty("it.base")), "data");
    return new Database(
        "jdbc:h2:file:"
            + directory.resolve("pop3")
            + ";WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
        "sa",
        "sa");
  }

  /** For another role, where the database believes each. */
  Database as(String role) {
    return new Database(url, role, password);
  }

  /** What POP3_DB_DRIVER calls it. */
  String driver() {
    return url.startsWith("jdbc:h2:") ? "h2" : "postgresql";
  }

  /** Runs a statement that changes something, or the schema. */
  public void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, values)) {
      statement.execute();
    }
  }

  /** A single number. */
  public long number(String sql, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The key of an account's maildrop. */
  public long maildrop(String account) throws SQLException {
    return number(
        "select m.id from maildrop m join account a on a.id = m.account where a.name = ?", account);
  }

  public int messages(String account) throws SQLException {
    return (int) number("select count(*) from message where maildrop = ?", maildrop(account));
  }

  /** Puts messages into an empty maildrop just as they are, without the lines of a delivery. */
  public void fill(String account, List<CanonicalMessage> messages) throws SQLException {
    long maildrop = maildrop(account);
    long octets = 0;
    for (int i = 0; i < messages.size(); i++) {
      insert(maildrop, i + 1, messages.get(i));
      octets += messages.get(i).octets().length;
    }
    execute(
        "update maildrop set messages = ?, octets = ?, next_sequence = ? where id = ?",
        messages.size(),
        octets,
        messages.size() + 1,
        maildrop);
  }

  private void insert(long maildrop, long sequence, CanonicalMessage message) throws SQLException {
    execute(
        INSERT_MESSAGE,
        maildrop,
        sequence,
        UUID.randomUUID().toString(),
        message.octets().length,
        message.headerOctets(),
        message.stuffed(),
        sha256(message.octets()));
    execute(
        "insert into body (maildrop, sequence, octets) values (?, ?, ?)",
        maildrop,
        sequence,
        message.octets());
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Database[" + url + "]";
  }
}
