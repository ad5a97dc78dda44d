package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Makes guessing slow, for the guesser alone. Tries count per address, per account, and per both,
 * before they are checked. The refusal of a wrong one is held back, the longer the more there were;
 * the right password is never refused nor held back for what others did, and an account is checked
 * first from where it logged in before. An address of IPv6 is its network of 64 bits.
 *
 * <p>Kept in memory, bounded, and by this node. Thread-safe; one for all sessions of an activation.
 */
public final class LoginGuard {
  /** Refusals are never held back longer than this many times the first delay. */
  private static final int MOST = 8;

  /** Anybody may mistype that often. */
  private static final int HARMLESS = 3;

  private static final int MOST_KNOWN = 100_000;
  private static final int LONGEST_NAME = 320;
  private static final int NETWORK_OCTETS = 8;

  /** A service is expected to compute as many at once as there are processors, or so many. */
  private static final int MOST_COMPUTED = 8;

  /** So many take their places at once when one is done. */
  private static final int WAITING_FOR_IT = 2;

  /** More than a service asks others about at once. */
  private static final int ASKED_ABOUT = 8;

  private final Duration first;
  private final LongSupplier nanoClock;
  private final Alarm alarm;
  private final WaitingLine line = new WaitingLine(computed() + WAITING_FOR_IT);
  private final WaitingLine outside = new WaitingLine(ASKED_ABOUT);
  private final Guesses<InetAddress> addresses = new Guesses<>();
  private final Guesses<String> accounts = new Guesses<>();
  private final Guesses<Pair> pairs = new Guesses<>();
  private final Map<Pair, Boolean> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Boolean> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  private record Pair(InetAddress address, String account) {}

  /**
   * Remembers nothing yet.
   *
   * @param first the delay of an address's first refusal; zero for none at all
   * @param nanoClock {@link System#nanoTime}, or a test's
   */
  public LoginGuard(Duration first, LongSupplier nanoClock) {
    this(first, nanoClock, System.getLogger(LoginGuard.class.getName()));
  }

  LoginGuard(Duration first, LongSupplier nanoClock, Logger logger) {
    this.first = requireNonNull(first, "first is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
    alarm = new Alarm(logger);
  }

  /**
   * One try to log in, which counts until it is known to be none.
   *
   * @param user as the client wrote it; empty if the proof itself names the account
   */
  Attempt begin(InetAddress address, String user) {
    return new Attempt(new Pair(network(address), fold(user)));
  }

  private static int computed() {
    return Math.min(Runtime.getRuntime().availableProcessors(), MOST_COMPUTED);
  }

  /** Who waits for a computation. */
  WaitingLine line() {
    return line;
  }

  /** Who waits for those whom the service asks. */
  WaitingLine outside() {
    return outside;
  }

  /** How many addresses, accounts and pairs it keeps now. */
  synchronized int size() {
    return addresses.size() + accounts.size() + pairs.size() + known.size();
  }

  /** One try to log in; at most one of its ends is told. */
  final class Attempt {
    private final Pair pair;
    private final Standing standing;
    private boolean counted;

    private Attempt(Pair pair) {
      this.pair = pair;
      synchronized (LoginGuard.this) {
        standing = standingNow();
        count();
      }
    }

    /** As it was before this try. */
    Standing standing() {
      return standing;
    }

    /** As it is now: others may have come from the same address. */
    Rank rank() {
      synchronized (LoginGuard.this) {
        int tries = addresses.count(pair.address, nanoClock.getAsLong());
        return new Rank(standing, tries - (counted ? 1 : 0));
      }
    }

    private Standing standingNow() {
      if (known.containsKey(pair)) {
        return Standing.KNOWN;
      }
      boolean harmless = addresses.count(pair.address, nanoClock.getAsLong()) < HARMLESS;
      return harmless ? Standing.NEW : Standing.SUSPECT;
    }

    /**
     * The proof was right: what failed here before under this name was its owner, mistyping.
     * Without a name it may have been anybody.
     *
     * @param account whose it is: known from here on by its own name, too
     */
    void succeeded(String account) {
      synchronized (LoginGuard.this) {
        forgive(pair.account.isEmpty() ? 1 : pairs.count(pair, nanoClock.getAsLong()));
        know(pair);
        know(new Pair(pair.address, fold(account)));
      }
    }

    private void know(Pair whom) {
      if (!whom.account.isEmpty()) {
        // Also makes it the one that was seen last.
        known.put(whom, true);
      }
    }

    /** The proof was wrong; returns how long the refusal is to be held back. */
    Duration failed() {
      synchronized (LoginGuard.this) {
        long now = nanoClock.getAsLong();
        if (!counted) {
          count();
        }
        int fromAddress = addresses.count(pair.address, now);
        int atAccount = accounts.count(pair.account, now);
        alarm.failed(pair.address, fromAddress, pair.account, atAccount, now);
        // Whoever errs for the first time may be the owner, whatever others tried before.
        int tries = fromAddress <= 1 ? fromAddress : Math.max(fromAddress, atAccount / MOST);
        int count = Math.min(tries, 2 * MOST);
        return first.multipliedBy(Math.min(count + 1, 2 * MOST)).dividedBy(2);
      }
    }

    /** It was no guess: the maildrop is in use, something broke, or it was never looked at. */
    void forgiven() {
      synchronized (LoginGuard.this) {
        if (counted) {
          forgive(1);
        }
      }
    }

    private void count() {
      long now = nanoClock.getAsLong();
      addresses.begin(pair.address, now);
      pairs.begin(pair, now);
      if (!pair.account.isEmpty()) {
        accounts.begin(pair.account, now);
      }
      counted = true;
    }

    private void forgive(int many) {
      addresses.forgive(pair.address, many);
      accounts.forgive(pair.account, many);
      pairs.forgive(pair, many);
      counted = false;
    }
  }

  /** What somebody who has one address has, too. */
  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] octets = address.getAddress();
    Arrays.fill(octets, NETWORK_OCTETS, octets.length, (byte) 0);
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen octets are an address", e);
    }
  }

  /** Nearly as the service does it: two forms of one name that count apart do no harm. */
  private static String fold(String user) {
    String bounded = user.length() > LONGEST_NAME ? user.substring(0, LONGEST_NAME) : user;
    return Normalizer.normalize(bounded, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
