package org.pop3ra.netty;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections of one listener, all of them and those of each address, and says when one
 * is too many. Exact at the limit, whichever threads ask. An IPv4-mapped address counts as IPv4.
 */
final class ConnectionLimits {
  private final int most;
  private final int mostPerAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();

  /** {@code mostPerAddress} 0: no limit for an address. */
  ConnectionLimits(int most, int mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** {@link Admission#ADMITTED} must be followed by one {@link #leave} with the same address. */
  Admission enter(InetAddress address) {
    return mostPerAddress == 0 ? enterAll() : enterAddress(unmapped(address));
  }

  void leave(InetAddress address) {
    if (mostPerAddress > 0) {
      openByAddress.computeIfPresent(
          unmapped(address), (key, count) -> count == 1 ? null : count - 1);
    }
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }

  /** How many addresses are remembered; those without connections are not. */
  int addresses() {
    return openByAddress.size();
  }

  /** Never counts one that is refused, not even for a moment: it would take another's place. */
  private Admission enterAll() {
    int before = open.get();
    while (before < most) {
      if (open.compareAndSet(before, before + 1)) {
        return Admission.ADMITTED;
      }
      before = open.get();
    }
    return Admission.TOO_MANY;
  }

  private Admission enterAddress(InetAddress address) {
    Admission[] admission = new Admission[1];
    openByAddress.compute(
        address,
        (key, count) -> {
          int before = count == null ? 0 : count;
          admission[0] = before < mostPerAddress ? enterAll() : Admission.TOO_MANY_OF_ADDRESS;
          return admission[0] == Admission.ADMITTED ? Integer.valueOf(before + 1) : count;
        });
    return admission[0];
  }

  /** The same address without a mapped form and without a scope. */
  static InetAddress unmapped(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("An address has 4 or 16 octets", e);
    }
  }
}
