package org.pop3ra.maildrop.domain;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes unique-ids (RFC 1939 section 7, UIDL): 22 characters from 16 random octets, so none is used
 * twice and none tells anything. Thread-safe.
 */
public final class UniqueIds {
  private static final int OCTETS = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();

  public String next() {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return ENCODER.encodeToString(octets);
  }
}
