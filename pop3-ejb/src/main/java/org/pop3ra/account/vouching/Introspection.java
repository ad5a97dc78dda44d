package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.pop3ra.account.vouching.RefusedTokenException.Fault.INVALID_TOKEN;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.pop3ra.spi.TokenSettings;

/**
 * Tokens of any kind, by asking the provider about each (RFC 7662). What it answers is not kept: a
 * token that was revoked is refused at once.
 */
final class Introspection implements TokenCheck {
  private static final int MOST_OCTETS = 64 * 1024;

  private final TokenSettings settings;
  private final TokenSettings.Introspection provider;
  private final ProviderClient client;
  private final Clock clock;

  Introspection(TokenSettings settings, TokenSettings.Introspection provider, Clock clock) {
    this.settings = requireNonNull(settings, "settings is null");
    this.provider = requireNonNull(provider, "provider is null");
    this.clock = requireNonNull(clock, "clock is null");
    client = new ProviderClient(settings.timeout());
  }

  @Override
  public Claims check(String token) throws RefusedTokenException, IOException {
    Claims claims = new Claims(ask(token));
    require(Boolean.TRUE.equals(claims.all().get("active")), "the provider says it is not active");
    require(isInTime(claims), "it has expired");
    require(is(claims, "iss", settings.issuer()), "it is another issuer's");
    require(is(claims, "aud", settings.audience()), "it is for another audience");
    return claims;
  }

  private static void require(boolean good, String otherwise) throws RefusedTokenException {
    if (!good) {
      throw new RefusedTokenException(INVALID_TOKEN, otherwise);
    }
  }

  private static boolean is(Claims claims, String name, String wanted) {
    return wanted.isEmpty() || claims.has(name, wanted);
  }

  /** RFC 7662 section 2.2: both are optional, since the provider looked at them. */
  private boolean isInTime(Claims claims) {
    long now = clock.instant().getEpochSecond();
    return !(claims.all().get("exp") instanceof Number end && end.longValue() <= now);
  }

  private Map<String, Object> ask(String token) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(provider.url())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header("Authorization", "Basic " + basic())
            .POST(
                BodyPublishers.ofString("token=" + encode(token) + "&token_type_hint=access_token"))
            .build();
    HttpResponse<byte[]> answer = client.send(request, MOST_OCTETS);
    if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
      // 401 is about our own secret, not about the token (RFC 7662 section 2.3).
      throw new IOException("the provider answers " + answer.statusCode());
    }
    return parse(answer.body());
  }

  /** RFC 6749 section 2.3.1: encoded as in a form, first. */
  private String basic() {
    String both = encode(provider.clientId()) + ":" + encode(provider.clientSecret());
    return Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private static Map<String, Object> parse(byte[] json) throws IOException {
    try {
      return JSONObjectUtils.parse(new String(json, UTF_8));
    } catch (ParseException e) {
      throw new IOException("the provider's answer is not JSON", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
