package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.netty.Door;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.ServerEngines;

/**
 * The doors of one protocol: one that begins in the clear, and one for TLS.
 *
 * @param certificates empty: there is no TLS
 * @param clientCertificates whether clients are asked for one
 * @param alpn what the protocol is called in a handshake, if it has a name there
 */
record Doors(
    Optional<Certificates> certificates, boolean clientCertificates, Optional<String> alpn) {
  Doors {
    requireNonNull(certificates, "certificates is null");
    requireNonNull(alpn, "alpn is null");
  }

  List<Door> at(InetSocketAddress address, Optional<InetSocketAddress> overTls) {
    Optional<ServerEngines> engines =
        certificates.map(context -> new ServerEngines(context, alpn, clientCertificates));
    List<Door> doors = new ArrayList<>();
    doors.add(new Door(address, Door.Start.UPGRADE, engines));
    overTls
        .filter(where -> engines.isPresent())
        .ifPresent(where -> doors.add(new Door(where, Door.Start.IMPLICIT, engines)));
    return doors;
  }
}
