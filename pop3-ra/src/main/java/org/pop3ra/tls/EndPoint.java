package org.pop3ra.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The channel binding {@code tls-server-end-point} of one connection, computed when it is asked for
 * the first time. Threads that ask at once compute the same.
 */
final class EndPoint implements Supplier<Optional<byte[]>> {
  private final Optional<X509Certificate> shown;
  private volatile Optional<Optional<byte[]>> computed = Optional.empty();

  EndPoint(Optional<X509Certificate> shown) {
    this.shown = shown;
  }

  @Override
  public Optional<byte[]> get() {
    if (computed.isEmpty()) {
      computed = Optional.of(shown.flatMap(ChannelBindings::serverEndPoint));
    }
    return computed.get();
  }
}
