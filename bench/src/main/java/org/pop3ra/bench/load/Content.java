package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * Checks a message that comes back: the server may put lines in front, but what {@link Message}
 * made is to be there to the last octet, and in the maildrop of the one it was for.
 */
final class Content {
  static final String MARK = "X-Bench: ";
  private static final int MOST_TRACE = 4096;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
  private final CRC32 digest = new CRC32();
  private String mark = "";
  private long octets;
  private long marked;

  /** Begins with a new message. */
  void reset() {
    head.reset();
    digest.reset();
    mark = "";
    octets = 0;
    marked = 0;
  }

  void accept(byte[] from, int start, int end) {
    octets += end - start;
    if (mark.isEmpty()) {
      head.write(from, start, end - start);
      look();
    } else {
      digest(from, start, end - start);
    }
  }

  /** The octets of the message, as LIST has to count them. */
  long octets() {
    return octets;
  }

  void check(String user) throws Fault {
    String owner = owner();
    Fault.unless(owner.equals(user) || owner.equals(Message.ANYBODY), "a message was changed");
  }

  /** What it was marked with; the message is as it was sent. */
  String owner() throws Fault {
    Fault.unless(mark.startsWith(MARK), "a message is not one of ours");
    String owner = mark.substring(MARK.length()).split(" ", 2)[0];
    String found = Message.mark(owner, marked, digest.getValue());
    Fault.unless(mark.equals(found), "a message was changed");
    return owner;
  }

  private void look() {
    String text = head.toString(ISO_8859_1);
    int start = text.startsWith(MARK) ? 0 : text.indexOf("\n" + MARK) + 1;
    int end = text.indexOf("\r\n", start);
    boolean found = text.startsWith(MARK, start) && end > 0;
    if (found || head.size() > MOST_TRACE) {
      mark = found ? text.substring(start, end + 2) : "none";
      digest(head.toByteArray(), end + 2, head.size() - end - 2);
    }
  }

  private void digest(byte[] from, int start, int length) {
    digest.update(from, start, length);
    marked += length;
  }
}
