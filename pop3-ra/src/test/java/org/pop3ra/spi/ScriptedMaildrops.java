package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * Maildrops in memory, for tests: keeps the contract of {@link MaildropListener}, and fails when
 * told to. Thread-safe.
 */
public final class ScriptedMaildrops implements MaildropListener {

  /** What can be made to fail. */
  public enum Operation {
    OPEN,
    READ,
    COMMIT
  }

  private static final class Account {
    final String password;
    final TreeMap<Long, CanonicalMessage> messages = new TreeMap<>();
    long lastSequence;
    Hold holder;

    Account(String password) {
      this.password = password;
    }
  }

  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<Operation, RuntimeException> breaks = new EnumMap<>(Operation.class);
  private final Map<Operation, Reason> failures = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> failAt = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
  private int mostPerRead = Integer.MAX_VALUE;

  /** Adds a maildrop, or messages to one that is there. */
  public synchronized void add(String user, String password, List<CanonicalMessage> messages) {
    Account account = accounts.computeIfAbsent(fold(user), name -> new Account(password));
    for (CanonicalMessage message : messages) {
      account.messages.put(++account.lastSequence, message);
    }
  }

  /** Lets the next call of an operation fail. */
  public void fail(Operation operation, Reason reason) {
    failAfter(0, operation, reason);
  }

  /** Lets a call of an operation fail, after so many that do not. */
  public synchronized void failAfter(int more, Operation operation, Reason reason) {
    failures.put(operation, reason);
    failAt.put(operation, calls(operation) + more + 1);
  }

  /** Lets the next call of an operation throw what no listener declares. */
  public synchronized void breakDown(Operation operation) {
    breaks.put(operation, new IllegalStateException("told to break down"));
  }

  /** Limits how many octets one read returns. */
  public synchronized void mostPerRead(int octets) {
    mostPerRead = octets;
  }

  /** Somebody else takes the lease over; its holder does not know. */
  public synchronized void steal(String user) {
    account(user).holder = null;
  }

  /** The node's own deadline passes: the holder can know. */
  public synchronized void expire(String user) {
    account(user).holder.current = false;
    account(user).holder = null;
  }

  /** Somebody else removes all messages. */
  public synchronized void empty(String user) {
    account(user).messages.clear();
  }

  /** The messages that are there now. */
  public synchronized List<CanonicalMessage> messages(String user) {
    return new ArrayList<>(account(user).messages.values());
  }

  public synchronized boolean isHeld(String user) {
    return account(user).holder != null;
  }

  /** How often an operation was called. */
  public synchronized int calls(Operation operation) {
    return calls.getOrDefault(operation, 0);
  }

  @Override
  public boolean ready(Optional<String> nodeName) {
    requireNonNull(nodeName, "nodeName is null");
    return true;
  }

  @Override
  public synchronized OpenMaildrop open(Credentials credentials) throws MaildropException {
    called(Operation.OPEN);
    Account account = accounts.get(fold(credentials.user()));
    if (account == null || !account.password.equals(password(credentials))) {
      throw new MaildropException(Reason.CREDENTIALS, "unknown, or wrong");
    }
    if (account.holder != null) {
      throw new MaildropException(Reason.IN_USE, "held");
    }
    account.holder = new Hold(account);
    return new OpenMaildrop(account.holder, list(account));
  }

  @Override
  public synchronized byte[] read(Lease lease, long sequence, long offset, int length)
      throws MaildropException {
    called(Operation.READ);
    CanonicalMessage message = holder(lease).messages.get(sequence);
    if (message == null) {
      throw new MaildropException(Reason.MESSAGE_GONE, "no such sequence");
    }
    int from = Math.toIntExact(offset);
    int octets = Math.min(Math.min(length, mostPerRead), message.octets().length - from);
    return Arrays.copyOfRange(message.octets(), from, from + octets);
  }

  @Override
  public synchronized void commit(Lease lease, long[] sequences) throws MaildropException {
    called(Operation.COMMIT);
    Account account = holder(lease);
    for (long sequence : sequences) {
      account.messages.remove(sequence);
    }
    account.holder = null;
  }

  private void called(Operation operation) throws MaildropException {
    calls.merge(operation, 1, Integer::sum);
    RuntimeException breakDown = breaks.remove(operation);
    if (breakDown != null) {
      throw breakDown;
    }
    if (failAt.getOrDefault(operation, 0) == calls(operation)) {
      throw new MaildropException(failures.get(operation), "told to fail");
    }
  }

  private static Listing list(Account account) {
    Listing.Builder listing = new Listing.Builder();
    account.messages.forEach(
        (sequence, message) ->
            listing.add(
                sequence,
                message.octets().length,
                message.headerOctets(),
                message.stuffed(),
                "id-" + sequence));
    return listing.build();
  }

  private static Account holder(Lease lease) throws MaildropException {
    Hold hold = (Hold) lease;
    if (hold.account.holder != hold) {
      throw new MaildropException(Reason.LEASE_LOST, "not the holder");
    }
    return hold.account;
  }

  private Account account(String user) {
    return requireNonNull(accounts.get(fold(user)), "no such account");
  }

  private static String password(Credentials credentials) {
    return ((PasswordCredentials) credentials).password();
  }

  private static String fold(String user) {
    return user.toLowerCase(Locale.ROOT);
  }

  private final class Hold implements Lease {
    final Account account;
    boolean current = true;

    Hold(Account account) {
      this.account = account;
    }

    @Override
    public boolean current() {
      synchronized (ScriptedMaildrops.this) {
        return current;
      }
    }

    @Override
    public void release() {
      synchronized (ScriptedMaildrops.this) {
        if (account.holder == this) {
          account.holder = null;
        }
      }
    }
  }
}
