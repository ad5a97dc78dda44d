package org.pop3ra.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code credentials} of RFC 6750 section 2.1. */
final class BearerToken {
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]++=*+)");

  private BearerToken() {}

  /** The token in the value of an Authorization header, if that is a bearer token. */
  static Optional<String> of(String authorization) {
    Matcher credentials = CREDENTIALS.matcher(authorization);
    return credentials.matches() ? Optional.of(credentials.group(1)) : Optional.empty();
  }
}
