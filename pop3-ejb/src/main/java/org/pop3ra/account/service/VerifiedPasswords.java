package org.pop3ra.account.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which name was shown with which right password, so that a client that polls does not
 * cost a hash each time. Thread-safe.
 *
 * <p>An entry is found by an HMAC over name <em>and</em> password, under a key that exists in this
 * process only: what is in the heap neither is a password nor lets one be guessed without the key,
 * and two users with one password have two entries. Only right passwords are remembered. An entry
 * lives two hours unused, a day in all: longer than mail clients wait between two polls, which are
 * a hundred times cheaper than a hash.
 */
final class VerifiedPasswords {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_ENTRIES = 100_000;
  private static final Duration MAX_IDLE = Duration.ofHours(2);
  private static final Duration MAX_LIFE = Duration.ofDays(1);

  /** Half of the HMAC: 128 bits, compact. */
  private record Fingerprint(long high, long low) {}

  private final SecretKeySpec key = randomKey();
  private final Cache<Fingerprint, Authenticated> entries;

  VerifiedPasswords(Ticker ticker) {
    entries =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterAccess(MAX_IDLE)
            .expireAfterWrite(MAX_LIFE)
            .ticker(ticker)
            // Upkeep in the caller: no thread of the common pool keeps this class loader.
            .executor(Runnable::run)
            .build();
  }

  Optional<Authenticated> find(String foldedName, byte[] password) {
    return Optional.ofNullable(entries.getIfPresent(fingerprint(foldedName, password)));
  }

  void remember(String foldedName, byte[] password, Authenticated who) {
    entries.put(fingerprint(foldedName, password), who);
  }

  void forget(String foldedName, byte[] password) {
    entries.invalidate(fingerprint(foldedName, password));
  }

  /** Forgets all names of an account. */
  void forget(long account) {
    entries.asMap().values().removeIf(who -> who.account() == account);
  }

  private Fingerprint fingerprint(String foldedName, byte[] password) {
    byte[] name = foldedName.getBytes(StandardCharsets.UTF_8);
    Mac mac = mac();
    // The length first: otherwise ("ab", "c") and ("a", "bc") would be one entry.
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
    mac.update(name);
    mac.update(password);
    ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
    return new Fingerprint(digest.getLong(), digest.getLong());
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static SecretKeySpec randomKey() {
    byte[] octets = new byte[32];
    new SecureRandom().nextBytes(octets);
    return new SecretKeySpec(octets, ALGORITHM);
  }
}
