package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.netty.Door;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.Terms;

/**
 * The doors of one protocol: one that begins in the clear, and one for TLS.
 *
 * @param certificates empty: there is no TLS
 */
record Doors(Optional<Certificates> certificates, Terms terms) {
  Doors {
    requireNonNull(certificates, "certificates is null");
    requireNonNull(terms, "terms is null");
  }

  List<Door> at(InetSocketAddress address, Optional<InetSocketAddress> overTls) {
    Optional<ServerEngines> engines =
        certificates.map(these -> new ServerEngines(these, terms, these.mayBlock()));
    List<Door> doors = new ArrayList<>();
    doors.add(new Door(address, Door.Start.UPGRADE, engines));
    overTls
        .filter(where -> engines.isPresent())
        .ifPresent(where -> doors.add(new Door(where, Door.Start.IMPLICIT, engines)));
    return doors;
  }
}
