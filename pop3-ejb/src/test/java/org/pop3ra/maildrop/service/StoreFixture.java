package org.pop3ra.maildrop.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.pop3ra.account.service.Authenticated;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;
import org.pop3ra.maildrop.domain.RoutedMaildrop;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.Envelope;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.PasswordCredentials;

/**
 * Nodes on a real database, which all tests of this process share: each makes maildrops of its own.
 * Time stands still for a node unless a test moves it; releases are flushed when a test says so.
 */
public final class StoreFixture {
  private static final Map<Kind, TestDatabase> DATABASES = new EnumMap<>(Kind.class);
  private static final AtomicInteger USERS = new AtomicInteger();

  final Kind kind;
  final DataSource dataSource;
  final KnownUsers users = new KnownUsers();

  /** A node, with its own clock. */
  record TestNode(Services services, AtomicLong clock, KnownUsers users) {

    OpenMaildrop open(User user) throws MaildropException {
      return services
          .maildrops()
          .open(users, new PasswordCredentials(user.name(), "password"), Effort.FULL);
    }
  }

  /** An account with its maildrop. */
  record User(String name, long account, long maildrop) {
    Recipient recipient() {
      return new Recipient(name + "@example.org", new RoutedMaildrop(maildrop));
    }
  }

  StoreFixture(Kind kind) {
    this.kind = kind;
    this.dataSource = database(kind).dataSource();
  }

  /** The one database of that kind. */
  public static synchronized TestDatabase database(Kind kind) {
    return DATABASES.computeIfAbsent(kind, TestDatabase::create);
  }

  Product product() {
    return kind == Kind.H2 ? Product.H2 : Product.POSTGRESQL;
  }

  TestNode node() throws SQLException {
    return node(dataSource, transactions -> transactions);
  }

  TestNode node(DataSource source, UnaryOperator<Transactions> wrap) throws SQLException {
    TestNode node = stoppedNode(source, wrap);
    node.services().node().start(Optional.empty());
    return node;
  }

  TestNode stoppedNode(DataSource source, UnaryOperator<Transactions> wrap) throws SQLException {
    AtomicLong clock = new AtomicLong();
    Durability durability = kind == Kind.H2 ? GroupCheckpoint.of(dataSource) : Durability.BY_COMMIT;
    Services services =
        Services.of(
            wrap.apply(new LocalTransactions(source)),
            new Autocommit(source),
            product(),
            durability,
            clock::get,
            () -> {});
    return new TestNode(services, clock, users);
  }

  User user() throws SQLException {
    return user(Optional.empty());
  }

  User user(Optional<Long> quota) throws SQLException {
    int number = USERS.incrementAndGet();
    String name = "user" + number;
    long account = number;
    long maildrop = 1_000_000L + number;
    update(
        "insert into account (id, name, password_version, enabled) values (?, ?, 1, true)",
        account,
        name);
    update(
        "insert into maildrop (id, account, quota_octets, messages, octets, next_sequence)"
            + " values (?, ?, ?, 0, 0, 1)",
        maildrop,
        account,
        quota.orElse(null));
    update(
        "insert into login_name (name, account, is_address) values (?, ?, true)",
        name + "@example.org",
        account);
    users.add(name, new Authenticated(account, maildrop, 1));
    return new User(name, account, maildrop);
  }

  /** Delivers small messages, one after the other. */
  void deliver(TestNode node, User user, String... messages) throws DeliveryException {
    for (String message : messages) {
      List<DeliveryStatus> statuses = node.services().deliveries().deliver(delivery(message, user));
      if (!statuses.equals(List.of(DeliveryStatus.STORED))) {
        throw new AssertionError(statuses);
      }
    }
  }

  static Delivery delivery(String message, User... users) {
    return delivery(inMemory(message.getBytes(StandardCharsets.US_ASCII)), users);
  }

  static Delivery delivery(Content content, User... users) {
    List<Recipient> recipients = new ArrayList<>();
    for (User user : users) {
      recipients.add(user.recipient());
    }
    return new Delivery(new Envelope("sender@example.org", false), recipients, content);
  }

  static Content.InMemory inMemory(byte[] octets) {
    return new Content.InMemory(facts(octets), octets);
  }

  static Content.Facts facts(byte[] octets) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(octets);
      return new Content.Facts(octets.length, 0, false, sha256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static long[] sequences(OpenMaildrop open) {
    return LongStream.range(0, open.listing().size())
        .map(i -> open.listing().sequence((int) i))
        .toArray();
  }

  /** The whole of a message, slice by slice. */
  static byte[] read(TestNode node, OpenMaildrop open, int index) throws MaildropException {
    byte[] all = new byte[open.listing().octets(index)];
    int at = 0;
    while (at < all.length) {
      List<byte[]> slice =
          node.services()
              .maildrops()
              .read(open.lease(), open.listing().sequence(index), at, Content.CHUNK);
      for (byte[] part : slice) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
    }
    return all;
  }

  int update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  long number(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      ResultSet rows = statement.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == null) {
        statement.setNull(i + 1, java.sql.Types.BIGINT);
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
  }
}
