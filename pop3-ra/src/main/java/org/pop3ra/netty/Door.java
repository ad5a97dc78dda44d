package org.pop3ra.netty;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.pop3ra.tls.ServerEngines;

/**
 * One address that a listener takes connections at, and how they come to TLS there.
 *
 * @param address port 0 takes a free one
 */
public record Door(InetSocketAddress address, Start start, Optional<ServerEngines> engines) {

  /** When a handshake is made. */
  public enum Start {
    /** Before anything else (RFC 8314 section 3). */
    IMPLICIT,
    /** When the client asks for it, if it does and there are engines. */
    UPGRADE
  }

  public Door {
    requireNonNull(address, "address is null");
    requireNonNull(start, "start is null");
    requireNonNull(engines, "engines is null");
    if (start == Start.IMPLICIT && engines.isEmpty()) {
      throw new IllegalArgumentException("Implicit TLS needs engines");
    }
  }

  /** Where TLS cannot be had. */
  public static Door inTheClear(InetSocketAddress address) {
    return new Door(address, Start.UPGRADE, Optional.empty());
  }

  boolean implicitTls() {
    return start == Start.IMPLICIT;
  }

  boolean upgradable() {
    return start == Start.UPGRADE && engines.isPresent();
  }
}
