package org.pop3ra.sasl;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.ChallengeCredentials.Algorithm;

/** CRAM-MD5 (RFC 2195): the server begins with a timestamp; the answer is name and digest. */
final class CramMd5 implements SaslExchange {
  /** The name may have spaces; the digest is in lower case (RFC 2195 section 2). */
  private static final Pattern ANSWER = Pattern.compile("([^\\p{Cntrl}]+) ([0-9a-f]{32})");

  private final String challenge;

  CramMd5(SaslContext context) {
    challenge = context.timestamp();
  }

  @Override
  public SaslStep begin() {
    return new SaslStep.Challenge(challenge.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public SaslStep respond(byte[] response) {
    Matcher answer = ANSWER.matcher(Utf8.decode(response).orElse(""));
    if (!answer.matches() || Utf8.hasControls(answer.group(1))) {
      return SaslStep.illFormed();
    }
    byte[] digest = HexFormat.of().parseHex(answer.group(2));
    return new SaslStep.Prove(
        new ChallengeCredentials(answer.group(1), Algorithm.CRAM_MD5, challenge, digest));
  }
}
