package org.pop3ra.account.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.MaildropException;

/**
 * What has been found out for a login. It asks again and again, while it waits for its turn, or for
 * a maildrop that is in use; nobody is asked twice for it, and nothing computed twice. Found by the
 * very object that stands for the login: who shows the same password once more is asked about once
 * more. Thread-safe; calls for one login come one at a time.
 */
final class Inquiries {
  private static final int MOST = 10_000;

  /** Longer than a login waits. */
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final Cache<Credentials, Inquiry> inquiries;

  /** A source knows nobody, or could not say. */
  private record No(Optional<MaildropException> why) {}

  private static final class Inquiry {
    final Map<IdentitySource, No> noes = new ConcurrentHashMap<>();
    volatile Optional<Authenticated> who = Optional.empty();
  }

  Inquiries(Ticker ticker) {
    inquiries =
        Caffeine.newBuilder()
            // By identity, and no longer than the login itself.
            .weakKeys()
            .maximumSize(MOST)
            .expireAfterWrite(LIFE)
            .ticker(ticker)
            // Upkeep in the caller: no thread of the common pool keeps this class loader.
            .executor(Runnable::run)
            .build();
  }

  /** Whose credentials they are, if that was found out. */
  Optional<Authenticated> who(Credentials shown) {
    return Optional.ofNullable(inquiries.getIfPresent(shown)).flatMap(inquiry -> inquiry.who);
  }

  void found(Credentials shown, Authenticated who) {
    of(shown).who = Optional.of(who);
  }

  /**
   * Whether a source knows nobody with them.
   *
   * @throws MaildropException if it could not say
   */
  boolean isRefusedBy(IdentitySource source, Credentials shown) throws MaildropException {
    Inquiry inquiry = inquiries.getIfPresent(shown);
    No no = inquiry == null ? null : inquiry.noes.get(source);
    if (no != null && no.why().isPresent()) {
      throw no.why().get();
    }
    return no != null;
  }

  void refused(IdentitySource source, Credentials shown) {
    of(shown).noes.put(source, new No(Optional.empty()));
  }

  void failed(IdentitySource source, Credentials shown, MaildropException why) {
    of(shown).noes.put(source, new No(Optional.of(why)));
  }

  /** All of a login. */
  void forget(Credentials shown) {
    inquiries.invalidate(shown);
  }

  private Inquiry of(Credentials shown) {
    return inquiries.get(shown, same -> new Inquiry());
  }
}
