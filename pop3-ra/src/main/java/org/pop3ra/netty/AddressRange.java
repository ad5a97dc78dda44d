package org.pop3ra.netty;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits (RFC 4632 section 3.1), or a single one.
 *
 * @param bits how many they have in common
 */
public record AddressRange(InetAddress first, int bits) {
  /** Only what can be no host name, so that nobody is asked for one. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  public AddressRange {
    requireNonNull(first, "first is null");
    if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("bits are too few or too many");
    }
  }

  /** Reads {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; empty if it is none. */
  public static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2 || !LITERAL.matcher(parts[0]).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = ConnectionLimits.unmapped(InetAddress.getByName(parts[0]));
      int most = address.getAddress().length * Byte.SIZE;
      return parts.length == 1
          ? Optional.of(new AddressRange(address, most))
          : bits(parts[1], most).map(bits -> new AddressRange(address, bits));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An IPv4-mapped address counts as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = ConnectionLimits.unmapped(address).getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Integer> bits(String text, int most) {
    return Optional.of(text)
        .filter(digits -> BITS.matcher(digits).matches())
        .map(Integer::valueOf)
        .filter(bits -> bits <= most);
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
