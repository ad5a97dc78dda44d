package org.pop3ra.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recognises clients that speak something else by the first octets of a connection: HTTP, whose
 * request a web page can make a browser send (ALPACA), TLS on a port without it, which would wait
 * for an answer for ever, and the header of a balancer (both versions of the PROXY protocol) that
 * nobody has vouched for. Needed until the first line was seen; used by one thread at a time.
 */
public final class ForeignProtocol {
  private static final byte[][] OPENINGS = {
    {0x16, 0x03},
    ascii("PROXY "),
    {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q'},
    ascii("GET "),
    ascii("HEAD "),
    ascii("POST "),
    ascii("PUT "),
    ascii("DELETE "),
    ascii("CONNECT "),
    ascii("OPTIONS "),
    ascii("TRACE "),
    ascii("PATCH "),
    ascii("PRI ")
  };
  private static final int LONGEST = 8;

  /** What the octets so far are. */
  public enum Verdict {
    /** More octets are needed. */
    UNDECIDED,
    /** Nothing foreign, whatever follows. */
    NATIVE,
    /** Another protocol. */
    FOREIGN
  }

  private final byte[] first = new byte[LONGEST];
  private int passed;
  private boolean settled;

  /**
   * Looks at the octets that come next, and consumes none. Those that are left in the input, as
   * behind a whole line, are looked at again: {@link #passed} tells which are gone.
   *
   * @return once it was native, always native
   */
  public Verdict inspect(ByteBuffer input) {
    if (settled) {
      return Verdict.NATIVE;
    }
    int length = Math.min(LONGEST - passed, input.remaining());
    input.get(input.position(), first, passed, length);
    Verdict verdict = judge(passed + length);
    settled = verdict == Verdict.NATIVE;
    return verdict;
  }

  /** So many of the octets that were looked at last were taken from the input. */
  public void passed(int octets) {
    passed = Math.min(LONGEST, passed + octets);
  }

  private Verdict judge(int size) {
    Verdict verdict = Verdict.NATIVE;
    for (byte[] opening : OPENINGS) {
      int common = Math.min(size, opening.length);
      if (Arrays.equals(first, 0, common, opening, 0, common)) {
        verdict = size >= opening.length ? Verdict.FOREIGN : Verdict.UNDECIDED;
        break;
      }
    }
    return verdict;
  }

  private static byte[] ascii(String opening) {
    return opening.getBytes(StandardCharsets.US_ASCII);
  }
}
