package org.pop3ra.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * The messages of a small maildrop as they are at login, whole in memory: for applications that
 * make them from their own data. Made and filled by one thread; then only read, by any.
 */
public final class Snapshot {
  private static final String CRLF = "\r\n";
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private final Listing.Builder listing = new Listing.Builder();
  private final Map<Long, byte[]> messages = new HashMap<>();

  /**
   * Adds a message. Its canonical form is {@code text} in UTF-8, with each CRLF, CR and LF as CRLF,
   * and one at its end. Nothing else is changed or checked: the header is the caller's business
   * (RFC 5322), and what it takes from others must not bring line ends into it.
   *
   * @param sequence the application's key; greater than that of the message before
   * @param uniqueId as {@link Listing#uniqueId}: the same each time that this message is listed,
   *     never used for another one
   * @param text header, empty line, body
   * @throws IllegalArgumentException as {@link Listing.Builder#add}
   */
  public Snapshot add(long sequence, String uniqueId, String text) {
    requireNonNull(uniqueId, "uniqueId is null");
    String canonical = canonical(text);
    byte[] octets = canonical.getBytes(UTF_8);
    listing.add(sequence, octets.length, headerOctets(canonical), isStuffed(canonical), uniqueId);
    messages.put(sequence, octets);
    return this;
  }

  /** What a session is told of the messages. */
  public Listing listing() {
    return listing.build();
  }

  /**
   * As {@link MaildropListener#read}.
   *
   * @throws MaildropException {@code MESSAGE_GONE} for a sequence that was not added
   */
  public byte[] read(long sequence, long offset, int length) throws MaildropException {
    byte[] octets = messages.get(sequence);
    if (octets == null) {
      throw new MaildropException(Reason.MESSAGE_GONE, "no message " + sequence);
    }
    int from = Math.toIntExact(offset);
    return Arrays.copyOfRange(octets, from, from + Math.min(length, octets.length - from));
  }

  private static String canonical(String text) {
    String lines = LINE_END.matcher(text).replaceAll(CRLF);
    return lines.isEmpty() || lines.endsWith(CRLF) ? lines : lines + CRLF;
  }

  private static int headerOctets(String canonical) {
    if (canonical.startsWith(CRLF)) {
      return CRLF.length();
    }
    int end = canonical.indexOf(CRLF + CRLF);
    String header = end < 0 ? canonical : canonical.substring(0, end + 2 * CRLF.length());
    return header.getBytes(UTF_8).length;
  }

  private static boolean isStuffed(String canonical) {
    return canonical.startsWith(".") || canonical.contains(CRLF + ".");
  }
}
