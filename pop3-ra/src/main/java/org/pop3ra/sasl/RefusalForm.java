package org.pop3ra.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pop3ra.spi.TokenRefusal;

/** How a mechanism tells the client more of a refusal, before the refusal itself. */
public enum RefusalForm {
  /** Not at all. */
  NONE {
    @Override
    public Optional<byte[]> challenge(TokenRefusal refusal) {
      return Optional.empty();
    }
  },
  /** RFC 7628 section 3.2.2. */
  OAUTHBEARER {
    @Override
    public Optional<byte[]> challenge(TokenRefusal refusal) {
      return json(
          member("status", refusal.status())
              + optional("scope", refusal.scope())
              + optional("openid-configuration", refusal.openidConfiguration()));
    }
  },
  /** By Google's description: a status of HTTP. */
  XOAUTH2 {
    @Override
    public Optional<byte[]> challenge(TokenRefusal refusal) {
      String status = refusal.status().equals("invalid_request") ? "400" : "401";
      return json(
          member("status", status)
              + ","
              + member("schemes", "bearer")
              + optional("scope", refusal.scope()));
    }
  };

  /** What the client is told, and answers before it is refused; empty: refused at once. */
  public abstract Optional<byte[]> challenge(TokenRefusal refusal);

  private static Optional<byte[]> json(String members) {
    return Optional.of(("{" + members + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static String optional(String name, String value) {
    return value.isEmpty() ? "" : "," + member(name, value);
  }

  private static String member(String name, String value) {
    return '"' + name + "\":\"" + escaped(value) + '"';
  }

  /** RFC 8259 section 7. */
  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
