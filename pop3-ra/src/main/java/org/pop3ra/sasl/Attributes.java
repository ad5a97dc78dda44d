package org.pop3ra.sasl;

import java.util.Optional;

/** The names that SCRAM and OAUTHBEARER carry (RFC 5802 section 5.1, {@code saslname}). */
final class Attributes {
  private Attributes() {}

  /** Undoes {@code =2C} and {@code =3D}; empty if any other equals sign is there, or nothing. */
  static Optional<String> name(String saslname) {
    String rest = saslname.replace("=2C", "").replace("=3D", "");
    if (saslname.isEmpty() || rest.indexOf('=') >= 0 || Utf8.hasControls(saslname)) {
      return Optional.empty();
    }
    return Optional.of(saslname.replace("=2C", ",").replace("=3D", "="));
  }
}
