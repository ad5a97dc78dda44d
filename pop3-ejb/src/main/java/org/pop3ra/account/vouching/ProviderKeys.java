package org.pop3ra.account.vouching;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;

/**
 * The keys that the provider shows. They are kept for a while, fetched again when an unknown one is
 * named but not more often than the times say, and used on while the provider cannot be reached.
 *
 * <p>A key that is not among them is nobody's if the last fetch succeeded: where none did lately,
 * none was tried lately either, since an unknown key is looked for at once. If it failed, the key
 * may be a new one, and that is a failure that passes, not a word about the token.
 */
final class ProviderKeys implements JWKSource<SecurityContext> {
  private static final int MOST_OCTETS = 256 * 1024;

  private final JWKSource<SecurityContext> kept;
  private volatile boolean fetched;

  /**
   * How often keys are fetched.
   *
   * @param interval at most twice in it; shorter than {@code kept}
   * @param kept as long as nobody names an unknown key
   * @param keptInOutage while they cannot be fetched
   */
  record Times(Duration interval, Duration kept, Duration keptInOutage) {
    static final Times USUAL =
        new Times(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

    Times {
      requireNonNull(interval, "interval is null");
      requireNonNull(kept, "kept is null");
      requireNonNull(keptInOutage, "keptInOutage is null");
    }
  }

  ProviderKeys(URI jwks, Duration timeout, Times times) {
    kept =
        JWKSourceBuilder.create(new Fetch(url(jwks), Math.toIntExact(timeout.toMillis())))
            .cache(times.kept().toMillis(), 2 * timeout.toMillis())
            // Its threads would be no container's.
            .refreshAheadCache(false)
            .rateLimited(times.interval().toMillis())
            .outageTolerant(times.keptInOutage().toMillis())
            .build();
  }

  private static URL url(URI jwks) {
    try {
      return jwks.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a URL: " + jwks, e);
    }
  }

  /** Empty where the provider has no such key; if that is not known, it fails. */
  @Override
  public List<JWK> get(JWKSelector wanted, SecurityContext context) throws KeySourceException {
    List<JWK> found = known(wanted, context);
    if (found.isEmpty() && !fetched) {
      throw new KeySourceException("the keys could not be had lately");
    }
    return found;
  }

  private List<JWK> known(JWKSelector wanted, SecurityContext context) throws KeySourceException {
    try {
      return kept.get(wanted, context);
    } catch (RateLimitReachedException e) {
      return List.of();
    }
  }

  /** Knows how the last one ended. */
  private final class Fetch implements JWKSetSource<SecurityContext> {
    private final JWKSetSource<SecurityContext> provider;

    Fetch(URL url, int timeoutMillis) {
      provider =
          new URLBasedJWKSetSource<>(
              url, new DefaultResourceRetriever(timeoutMillis, timeoutMillis, MOST_OCTETS));
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
        throws KeySourceException {
      boolean succeeded = false;
      try {
        JWKSet keys = provider.getJWKSet(evaluator, currentTime, context);
        succeeded = true;
        return keys;
      } finally {
        fetched = succeeded;
      }
    }

    @Override
    public void close() throws IOException {
      provider.close();
    }
  }
}
