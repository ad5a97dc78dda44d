package org.pop3ra.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pop3ra.netty.AddressRange;

/**
 * Where the server takes this machine for a balancer, as with one that runs beside it: there the
 * launcher's own connections must begin with a PROXY header, too.
 */
record ProxyHeaders(List<AddressRange> pop3, List<AddressRange> lmtp) {

  /** The client is no other than who connects (PROXY protocol, section 2.1). */
  private static final String OWN = "PROXY UNKNOWN\r\n";

  ProxyHeaders {
    pop3 = List.copyOf(pop3);
    lmtp = List.copyOf(lmtp);
  }

  /** What is no range is refused elsewhere. */
  static ProxyHeaders of(Environment environment) {
    return new ProxyHeaders(
        ranges(environment, "POP3_PROXY_FROM"), ranges(environment, "LMTP_PROXY_FROM"));
  }

  /** What a POP3 connection to an address of this machine begins with; perhaps nothing. */
  String pop3(InetAddress to) {
    return header(pop3, to);
  }

  /** The same for LMTP. */
  String lmtp(InetAddress to) {
    return header(lmtp, to);
  }

  /** Who connects to an address of this machine comes from that address. */
  private static String header(List<AddressRange> ranges, InetAddress to) {
    return ranges.stream().anyMatch(range -> range.contains(to)) ? OWN : "";
  }

  private static List<AddressRange> ranges(Environment environment, String variable) {
    return Stream.of(environment.value(variable).orElse("").split("[,\\s]+"))
        .map(AddressRange::parse)
        .flatMap(Optional::stream)
        .toList();
  }
}
