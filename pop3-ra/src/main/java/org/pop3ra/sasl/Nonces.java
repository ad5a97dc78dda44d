package org.pop3ra.sasl;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Unpredictable texts of 144 bits. Thread-safe. */
public final class Nonces implements Supplier<String> {
  private static final int OCTETS = 18;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return Base64.getUrlEncoder().encodeToString(octets);
  }
}
