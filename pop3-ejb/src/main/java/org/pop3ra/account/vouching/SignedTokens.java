package org.pop3ra.account.vouching;

import static org.pop3ra.account.vouching.RefusedTokenException.Fault.INVALID_TOKEN;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.pop3ra.spi.TokenSettings;

/**
 * Tokens that are signed (RFC 7519, RFC 9068), by the keys that the provider shows. The keys are
 * kept for a while, fetched again when an unknown one is named but not more often than the interval
 * says, and used on while the provider cannot be reached.
 */
final class SignedTokens implements TokenCheck {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);
  private static final int MOST_OCTETS = 256 * 1024;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** Then a key that is not among them is none, and not one that could not be fetched. */
  private volatile boolean hadKeys;

  /** {@code interval}: the keys are fetched at most twice in it. */
  SignedTokens(TokenSettings settings, URI jwks, Duration interval) {
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            algorithms(settings), keys(settings.timeout(), jwks, interval)));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp", settings.claim())));
  }

  private static Set<JWSAlgorithm> algorithms(TokenSettings settings) {
    return settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
  }

  private static JWKSource<SecurityContext> keys(Duration timeout, URI jwks, Duration interval) {
    int millis = Math.toIntExact(timeout.toMillis());
    try {
      return JWKSourceBuilder.create(
              jwks.toURL(), new DefaultResourceRetriever(millis, millis, MOST_OCTETS))
          .cache(KEPT.toMillis(), 2 * timeout.toMillis())
          // Its threads would be no container's.
          .refreshAheadCache(false)
          .rateLimited(interval.toMillis())
          .outageTolerant(KEPT_IN_OUTAGE.toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a URL: " + jwks, e);
    }
  }

  @Override
  public Claims check(String token) throws RefusedTokenException, IOException {
    try {
      Claims claims = new Claims(processor.process(token, null).getClaims());
      hadKeys = true;
      return claims;
    } catch (ParseException e) {
      throw new RefusedTokenException(INVALID_TOKEN, "it is not signed, or ill-formed");
    } catch (RateLimitReachedException e) {
      if (hadKeys) {
        throw new RefusedTokenException(INVALID_TOKEN, "nobody knows its key");
      }
      throw new IOException("the keys could not be had lately", e);
    } catch (KeySourceException e) {
      throw new IOException("the keys cannot be had", e);
    } catch (BadJOSEException | JOSEException e) {
      throw new RefusedTokenException(INVALID_TOKEN, e.getMessage());
    }
  }
}
