package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What SCRAM and OAUTHBEARER messages begin with (RFC 5801 section 4, without the flag of
 * non-standard mechanisms).
 *
 * @param text the header itself, both commas included
 * @param flag {@code n}, {@code y}, or {@code p}
 * @param binding the type that the client chose, with {@code p}; otherwise empty
 * @param authzid whom the client wants to be, or empty
 */
record Gs2Header(String text, char flag, String binding, String authzid) {
  Gs2Header {
    requireNonNull(text, "text is null");
    requireNonNull(binding, "binding is null");
    requireNonNull(authzid, "authzid is null");
  }

  /** The header of a message; empty if the message has none. */
  static Optional<Gs2Header> of(String message) {
    int first = message.indexOf(',');
    int second = message.indexOf(',', first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    String flag = message.substring(0, first);
    String authzid = message.substring(first + 1, second);
    Optional<String> name =
        authzid.startsWith("a=") ? Attributes.name(authzid.substring(2)) : Optional.empty();
    if (!isFlag(flag) || (name.isEmpty() && !authzid.isEmpty())) {
      return Optional.empty();
    }
    String binding = flag.length() == 1 ? "" : flag.substring(2);
    String text = message.substring(0, second + 1);
    return Optional.of(new Gs2Header(text, flag.charAt(0), binding, name.orElse("")));
  }

  private static boolean isFlag(String flag) {
    return flag.equals("n") || flag.equals("y") || flag.matches("p=[A-Za-z0-9.-]+");
  }
}
