package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pop3ra.spi.TokenSettings;
import org.pop3ra.spi.TokenSettings.Introspection;
import org.pop3ra.spi.TokenSettings.RequiredClaim;

/** How a provider of tokens may be configured. */
final class TokenRules {
  /** None that is symmetric: whoever can check it could make it. */
  private static final Set<String> ALGORITHMS =
      new TreeSet<>(
          List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"));

  private static final String URLS = "it must be https://..., or http://... on loopback";

  private TokenRules() {}

  static TokenSettings of(LdapProperties from, Problems problems) {
    Optional<URI> jwks = url("oauthJwks", from.getOauthJwks(), problems);
    Optional<URI> introspection = url("oauthIntrospection", from.getOauthIntrospection(), problems);
    if (text(from.getOauthJwks()).isEmpty() && text(from.getOauthIntrospection()).isEmpty()) {
      problems.add(
          "oauthJwks", "", "identitySources has oauth: it or oauthIntrospection is needed");
    }
    if (jwks.isPresent()) {
      Vouching.needed("oauthIssuer", from.getOauthIssuer(), "oauthJwks needs it", problems);
      Vouching.needed("oauthAudience", from.getOauthAudience(), "oauthJwks needs it", problems);
    }
    return new TokenSettings(
        jwks,
        introspection.map(url -> introspection(url, from, problems)),
        text(from.getOauthIssuer()),
        text(from.getOauthAudience()),
        algorithms(from.getOauthAlgorithms(), problems),
        Vouching.needed(
            "oauthClaim", from.getOauthClaim(), "it must be the name of a claim", problems),
        text(from.getOauthScope()),
        required(text(from.getOauthRequiredClaim()), problems),
        Vouching.timeout("oauthTimeoutSeconds", from.getOauthTimeoutSeconds(), problems));
  }

  private static Introspection introspection(URI url, LdapProperties from, Problems problems) {
    String why = "oauthIntrospection needs it";
    return new Introspection(
        url,
        Vouching.needed("oauthClientId", from.getOauthClientId(), why, problems),
        Vouching.needed("oauthClientSecret", from.getOauthClientSecret(), why, problems));
  }

  private static Optional<URI> url(String property, String value, Problems problems) {
    if (text(value).isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = Vouching.url(property, text(value), URLS, problems);
    if (url.filter(its -> !isSafe(its)).isPresent()) {
      problems.add(property, value, URLS);
    }
    return url;
  }

  private static boolean isSafe(URI url) {
    return url.getScheme().equalsIgnoreCase("https")
        || (url.getScheme().equalsIgnoreCase("http") && Vouching.isLocal(url));
  }

  private static Set<String> algorithms(String value, Problems problems) {
    Set<String> algorithms = Set.copyOf(Vouching.words(value));
    if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
      problems.add("oauthAlgorithms", value, "it must be of " + ALGORITHMS);
    }
    return algorithms;
  }

  private static Optional<RequiredClaim> required(String value, Problems problems) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    int equals = value.indexOf('=');
    if (equals < 1 || equals == value.length() - 1) {
      problems.add("oauthRequiredClaim", value, "it must be claim=value");
      return Optional.empty();
    }
    return Optional.of(new RequiredClaim(value.substring(0, equals), value.substring(equals + 1)));
  }
}
