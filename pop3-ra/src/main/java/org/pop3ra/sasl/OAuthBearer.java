package org.pop3ra.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3ra.spi.TokenCredentials;

/**
 * OAUTHBEARER (RFC 7628 section 3.1). Host and port are not compared with anything: the name and
 * the port by which clients reach this server are known to its environment only.
 */
final class OAuthBearer implements SaslExchange {
  /** {@code *kvpair kvsep} behind the header and its separator; unknown keys are ignored. */
  private static final Pattern PAIRS =
      Pattern.compile("(?:[A-Za-z]++=[\\x20-\\x7E\\t\\r\\n]*+\\x01)*+\\x01");

  private static final Pattern PAIR = Pattern.compile("([A-Za-z]++)=([^\\x01]*+)\\x01");

  @Override
  public SaslStep respond(byte[] response) {
    String message = Utf8.decode(response).orElse("");
    Optional<Gs2Header> header = Gs2Header.of(message);
    if (header.isEmpty() || header.get().flag() == 'p') {
      return SaslStep.illFormed();
    }
    String rest = message.substring(header.get().text().length());
    if (!rest.startsWith("\1") || !PAIRS.matcher(rest.substring(1)).matches()) {
      return SaslStep.illFormed();
    }
    return authorization(rest.substring(1))
        .flatMap(BearerToken::of)
        .<SaslStep>map(
            token ->
                new SaslStep.Prove(
                    new TokenCredentials(header.get().authzid(), token), RefusalForm.OAUTHBEARER))
        .orElseGet(SaslStep::illFormed);
  }

  /** The value of {@code auth}; empty if it is missing, or there twice. */
  private static Optional<String> authorization(String pairs) {
    Optional<String> found = Optional.empty();
    Matcher pair = PAIR.matcher(pairs);
    while (pair.find()) {
      if (pair.group(1).equals("auth")) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(pair.group(2));
      }
    }
    return found;
  }
}
