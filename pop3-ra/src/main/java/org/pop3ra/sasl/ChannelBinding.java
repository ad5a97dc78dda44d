package org.pop3ra.sasl;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.stream.Stream;

/** The types of channel bindings (RFC 5056) that SCRAM can be bound with. */
public enum ChannelBinding {
  /** RFC 9266: keying material of the connection. */
  TLS_EXPORTER("tls-exporter"),
  /** RFC 5929 section 4: a hash of the server's certificate. */
  TLS_SERVER_END_POINT("tls-server-end-point");

  private final String title;

  ChannelBinding(String title) {
    this.title = requireNonNull(title, "title is null");
  }

  /** The unique prefix of RFC 5056 section 7. */
  public String title() {
    return title;
  }

  static Optional<ChannelBinding> titled(String title) {
    return Stream.of(values()).filter(type -> type.title.equals(title)).findFirst();
  }
}
