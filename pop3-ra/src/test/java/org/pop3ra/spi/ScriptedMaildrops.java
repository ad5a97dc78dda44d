package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    VERIFIER,
    READ,
    READ_AHEAD,
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
  private final ScriptedProofs proven = new ScriptedProofs(this::password);
  private final Set<Proof> proofs =
      EnumSet.of(Proof.PASSWORD, Proof.SCRAM_SHA_1, Proof.SCRAM_SHA_256, Proof.SCRAM_SHA_512);
  private final Map<Operation, RuntimeException> breaks = new EnumMap<>(Operation.class);
  private final Map<Operation, Reason> failures = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> failAt = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
  private int mostPerRead = Integer.MAX_VALUE;
  private Effort lastEffort = Effort.FULL;

  /** Adds a maildrop, or messages to one that is there. */
  public synchronized void add(String user, String password, List<CanonicalMessage> messages) {
    Account account =
        accounts.computeIfAbsent(ScriptedProofs.fold(user), name -> new Account(password));
    for (CanonicalMessage message : messages) {
      account.messages.put(++account.lastSequence, message);
    }
  }

  /** Accepts another kind of proof, too. */
  public synchronized void accept(Proof proof) {
    proofs.add(proof);
  }

  /** Accepts no proof of that kind any more. */
  public synchronized void refuse(Proof proof) {
    proofs.remove(proof);
  }

  /** A token that leads to the account of a user. */
  public synchronized void token(String token, String user) {
    proven.token(token, user);
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
  public synchronized Set<Proof> proofs(IdentitySettings settings) {
    requireNonNull(settings, "settings is null");
    return Set.copyOf(proofs);
  }

  /** Salted with the name, so that it is the same each time, also for who is unknown. */
  @Override
  public synchronized ScramVerifier verifier(String user, ScramHash hash) throws MaildropException {
    called(Operation.VERIFIER);
    String name = ScriptedProofs.fold(user);
    Account account = accounts.get(name);
    return ScriptedProofs.verifier(hash, name, account == null ? "\0" : account.password);
  }

  /** How much the last login was allowed to cost. */
  public synchronized Effort lastEffort() {
    return lastEffort;
  }

  @Override
  public synchronized OpenMaildrop open(Credentials credentials, Effort effort)
      throws MaildropException {
    lastEffort = effort;
    return open(credentials);
  }

  @Override
  public synchronized OpenMaildrop open(Credentials credentials) throws MaildropException {
    called(Operation.OPEN);
    String user = proven.user(credentials);
    Account account = accounts.get(user);
    if (account.holder != null) {
      throw new MaildropException(Reason.IN_USE, "held");
    }
    account.holder = new Hold(account);
    return new OpenMaildrop(account.holder, list(account), user);
  }

  @Override
  public synchronized List<byte[]> read(Lease lease, long sequence, long offset, int length)
      throws MaildropException {
    called(Operation.READ);
    CanonicalMessage message = holder(lease).messages.get(sequence);
    if (message == null) {
      throw new MaildropException(Reason.MESSAGE_GONE, "no such sequence");
    }
    int from = Math.toIntExact(offset);
    int octets = Math.min(Math.min(length, mostPerRead), message.octets().length - from);
    return inTwo(Arrays.copyOfRange(message.octets(), from, from + octets));
  }

  private static List<byte[]> inTwo(byte[] octets) {
    int half = octets.length / 2;
    return List.of(Arrays.copyOf(octets, half), Arrays.copyOfRange(octets, half, octets.length));
  }

  @Override
  public synchronized Map<Long, byte[]> readAhead(Lease lease, long first, long last)
      throws MaildropException {
    called(Operation.READ_AHEAD);
    Map<Long, byte[]> contents = new HashMap<>();
    holder(lease)
        .messages
        .subMap(first, true, last, true)
        .forEach((sequence, message) -> contents.put(sequence, message.octets()));
    return contents;
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
    return requireNonNull(accounts.get(ScriptedProofs.fold(user)), "no such account");
  }

  private Optional<String> password(String foldedUser) {
    return Optional.ofNullable(accounts.get(foldedUser)).map(account -> account.password);
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
