package org.pop3ra.sasl;

import org.pop3ra.spi.PasswordCredentials;

/** PLAIN (RFC 4616): one message of three parts, with NUL between them. */
final class Plain implements SaslExchange {

  @Override
  public SaslStep respond(byte[] response) {
    String[] parts = Utf8.decode(response).orElse("").split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      return SaslStep.illFormed();
    }
    if (Utf8.hasControls(parts[0] + parts[1] + parts[2])) {
      return SaslStep.illFormed();
    }
    return new SaslStep.Prove(new PasswordCredentials(parts[1], parts[2], parts[0]));
  }
}
