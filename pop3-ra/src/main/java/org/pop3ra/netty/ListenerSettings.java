package org.pop3ra.netty;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link Listener} must know.
 *
 * @param doors where it listens, at least one; the limits are for all of them together
 * @param proxyFrom balancers, which begin each connection with a PROXY header
 * @param receiveBuffer the socket's receive buffer in octets: what a client may send ahead of the
 *     replies
 * @param mostRead the most octets taken from a socket at once
 * @param connections further ones are refused
 * @param connectionsPerAddress further ones are refused; 0: no limit
 * @param refusal what a refused connection is told; not copied
 * @param writeStall how long a client may take nothing of what is being sent
 */
public record ListenerSettings(
    List<Door> doors,
    List<AddressRange> proxyFrom,
    int receiveBuffer,
    int mostRead,
    Limit connections,
    Limit connectionsPerAddress,
    byte[] refusal,
    Duration writeStall) {

  /** A number of connections, and what an administrator knows it by. */
  public record Limit(String property, int most) {
    public Limit {
      requireNonNull(property, "property is null");
    }
  }

  public ListenerSettings {
    doors = List.copyOf(doors);
    proxyFrom = List.copyOf(proxyFrom);
    if (doors.isEmpty()) {
      throw new IllegalArgumentException("There is no door");
    }
    requireNonNull(connections, "connections is null");
    requireNonNull(connectionsPerAddress, "connectionsPerAddress is null");
    requireNonNull(refusal, "refusal is null");
    requireNonNull(writeStall, "writeStall is null");
  }
}
