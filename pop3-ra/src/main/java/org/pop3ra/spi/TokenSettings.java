package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How bearer tokens are checked. At least one of {@code jwks} and {@code introspection} is there;
 * with both, signed tokens are checked by keys, and others by asking. Never printed.
 *
 * @param jwks where the provider shows its keys (RFC 7517)
 * @param introspection whom to ask about a token
 * @param issuer the one that a token must be from (RFC 8414); empty: with introspection only, where
 *     who is asked answers for its own
 * @param audience the one that a token must be for; empty as for {@code issuer}
 * @param algorithms names of the signature algorithms that are accepted (RFC 7518), none symmetric
 * @param claim what names the account
 * @param scope a scope that a token must have; empty: any
 * @param required a claim that must have, or contain, a value
 * @param timeout for connecting, and again for each answer
 */
public record TokenSettings(
    Optional<URI> jwks,
    Optional<Introspection> introspection,
    String issuer,
    String audience,
    Set<String> algorithms,
    String claim,
    String scope,
    Optional<RequiredClaim> required,
    Duration timeout) {

  /**
   * RFC 7662.
   *
   * @param clientId who we are to the provider
   * @param clientSecret how we prove it (RFC 6749 section 2.3.1)
   */
  public record Introspection(URI url, String clientId, String clientSecret) {
    public Introspection {
      requireNonNull(url, "url is null");
      requireNonNull(clientId, "clientId is null");
      requireNonNull(clientSecret, "clientSecret is null");
    }

    @Override
    public String toString() {
      return "Introspection[" + url + "]";
    }
  }

  /**
   * A group or role.
   *
   * @param path names of claims, each inside the one before, separated by dots: {@code
   *     realm_access.roles}
   */
  public record RequiredClaim(String path, String value) {
    public RequiredClaim {
      requireNonNull(path, "path is null");
      requireNonNull(value, "value is null");
    }
  }

  public TokenSettings {
    requireNonNull(jwks, "jwks is null");
    requireNonNull(introspection, "introspection is null");
    requireNonNull(issuer, "issuer is null");
    requireNonNull(audience, "audience is null");
    algorithms = Set.copyOf(algorithms);
    requireNonNull(claim, "claim is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(required, "required is null");
    requireNonNull(timeout, "timeout is null");
  }

  @Override
  public String toString() {
    return "TokenSettings";
  }
}
