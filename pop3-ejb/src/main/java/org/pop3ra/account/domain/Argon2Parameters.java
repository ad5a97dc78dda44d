package org.pop3ra.account.domain;

/**
 * What one argon2id computation costs (RFC 9106 section 3.1).
 *
 * <p>Bounded, because a hash that came from elsewhere decides how much heap a login takes.
 *
 * @param memoryKib the memory in KiB
 * @param iterations the passes over it
 * @param lanes the degree of parallelism; computed one after the other here
 */
public record Argon2Parameters(int memoryKib, int iterations, int lanes) {
  /** OWASP ASVS 5.0, appendix C: argon2id with t=2 wants 19 MiB. */
  public static final Argon2Parameters CURRENT = new Argon2Parameters(19 * 1024, 2, 1);

  private static final int MAX_MEMORY_KIB = 64 * 1024;
  private static final int MAX_ITERATIONS = 16;
  private static final int MAX_LANES = 4;

  public Argon2Parameters {
    require(lanes >= 1 && lanes <= MAX_LANES, "p must be 1 to 4");
    // RFC 9106 section 3.1: at least eight blocks for each lane.
    require(memoryKib >= 8 * lanes && memoryKib <= MAX_MEMORY_KIB, "m must be 8 * p to 65536");
    require(iterations >= 1 && iterations <= MAX_ITERATIONS, "t must be 1 to 16");
  }

  /** Whether a hash with these parameters should be made anew with the others. */
  public boolean weakerThan(Argon2Parameters other) {
    return memoryKib < other.memoryKib || iterations < other.iterations;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(what);
    }
  }
}
