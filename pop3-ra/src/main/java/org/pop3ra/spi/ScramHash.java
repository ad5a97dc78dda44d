package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/** The hash functions that SCRAM is used with (RFC 5802, RFC 7677). */
public enum ScramHash {
  SHA_1("SHA-1", "HmacSHA1", 20),
  SHA_256("SHA-256", "HmacSHA256", 32),
  SHA_512("SHA-512", "HmacSHA512", 64);

  private final String digest;
  private final String mac;
  private final int octets;

  ScramHash(String digest, String mac, int octets) {
    this.digest = requireNonNull(digest, "digest is null");
    this.mac = requireNonNull(mac, "mac is null");
    this.octets = octets;
  }

  /** The name of the hash function, as in the name of the mechanism and of the Java algorithm. */
  public String digest() {
    return digest;
  }

  /** The Java algorithm of HMAC with it. */
  public String mac() {
    return mac;
  }

  /** How long a hash is. */
  public int octets() {
    return octets;
  }
}
