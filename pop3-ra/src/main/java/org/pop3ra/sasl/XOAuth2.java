package org.pop3ra.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3ra.spi.TokenCredentials;

/** XOAUTH2, as Google and Microsoft describe it: {@code user=}, {@code auth=}, each with a ^A. */
final class XOAuth2 implements SaslExchange {
  private static final Pattern MESSAGE =
      Pattern.compile("user=([^\\p{Cntrl}]*+)\\x01auth=([^\\x01]++)\\x01\\x01");

  @Override
  public SaslStep respond(byte[] response) {
    Matcher message = MESSAGE.matcher(Utf8.decode(response).orElse(""));
    if (!message.matches() || Utf8.hasControls(message.group(1))) {
      return SaslStep.illFormed();
    }
    Optional<String> token = BearerToken.of(message.group(2));
    return token
        .<SaslStep>map(
            text ->
                new SaslStep.Prove(
                    new TokenCredentials(message.group(1), text), RefusalForm.XOAUTH2))
        .orElseGet(SaslStep::illFormed);
  }
}
