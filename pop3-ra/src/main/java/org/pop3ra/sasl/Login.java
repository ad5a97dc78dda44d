package org.pop3ra.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pop3ra.spi.PasswordCredentials;

/**
 * LOGIN (draft-murchison-sasl-login): the server asks for the name, then for the password. An
 * initial response is the name.
 */
final class Login implements SaslExchange {
  private Optional<String> user = Optional.empty();

  @Override
  public SaslStep begin() {
    return ask("Username:");
  }

  @Override
  public SaslStep respond(byte[] response) {
    String text = Utf8.decode(response).orElse("");
    if (text.isEmpty() || Utf8.hasControls(text)) {
      return SaslStep.illFormed();
    }
    if (user.isPresent()) {
      return new SaslStep.Prove(new PasswordCredentials(user.get(), text));
    }
    user = Optional.of(text);
    return ask("Password:");
  }

  private static SaslStep ask(String what) {
    return new SaslStep.Challenge(what.getBytes(StandardCharsets.US_ASCII));
  }
}
