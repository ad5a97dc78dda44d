package org.pop3ra.sasl;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What mechanisms may know of the connection they run over. */
public interface Channel {

  /** One without TLS. */
  Channel CLEARTEXT =
      new Channel() {
        @Override
        public Optional<byte[]> binding(ChannelBinding type) {
          return Optional.empty();
        }

        @Override
        public List<X509Certificate> clientCertificates() {
          return List.of();
        }
      };

  /** The data that only the two ends of this very TLS connection have, if the type can be had. */
  Optional<byte[]> binding(ChannelBinding type);

  /** What the client showed and the TLS layer trusts, its own certificate first; empty: nothing. */
  List<X509Certificate> clientCertificates();

  /** Whether any type of binding can be had. */
  default boolean binds() {
    return binding(ChannelBinding.TLS_EXPORTER).isPresent()
        || binding(ChannelBinding.TLS_SERVER_END_POINT).isPresent();
  }
}
