package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.pop3ra.account.vouching.RefusedTokenException.Fault.INVALID_TOKEN;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
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
  private final Clock clock;

  Introspection(TokenSettings settings, TokenSettings.Introspection provider, Clock clock) {
    this.settings = requireNonNull(settings, "settings is null");
    this.provider = requireNonNull(provider, "provider is null");
    this.clock = requireNonNull(clock, "clock is null");
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
    HttpURLConnection connection = (HttpURLConnection) provider.url().toURL().openConnection();
    try {
      prepare(connection);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(("token=" + encode(token) + "&token_type_hint=access_token").getBytes(UTF_8));
      }
      return answer(connection);
    } catch (ParseException e) {
      throw new IOException("the provider's answer is not JSON", e);
    } finally {
      connection.disconnect();
    }
  }

  private void prepare(HttpURLConnection connection) throws IOException {
    int millis = Math.toIntExact(settings.timeout().toMillis());
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    // Nobody else gets the token, nor our secret.
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("Authorization", "Basic " + basic());
  }

  /** RFC 6749 section 2.3.1: encoded as in a form, first. */
  private String basic() {
    String both = encode(provider.clientId()) + ":" + encode(provider.clientSecret());
    return Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private static Map<String, Object> answer(HttpURLConnection connection)
      throws IOException, ParseException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      // 401 is about our own secret, not about the token (RFC 7662 section 2.3).
      throw new IOException("the provider answers " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] octets = in.readNBytes(MOST_OCTETS + 1);
      if (octets.length > MOST_OCTETS) {
        throw new IOException("the provider's answer is too long");
      }
      return JSONObjectUtils.parse(new String(octets, UTF_8));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
