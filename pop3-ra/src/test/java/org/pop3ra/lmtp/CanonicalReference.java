package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The rules of the message's way in, said once more and as plainly as possible. */
public final class CanonicalReference {
  private CanonicalReference() {}

  /** Each CRLF, bare CR and bare LF is one CRLF; the last line has its end. */
  public static String canonical(String message) {
    String lines = message.replace("\r\n", "\n").replace('\r', '\n');
    return (lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n").replace("\n", "\r\n");
  }

  /** Where the data ends in what a client sent after DATA, by CRLF.CRLF alone; or -1. */
  static int end(String sent) {
    int end = ("\r\n" + sent).indexOf("\r\n.\r\n");
    return end < 0 ? -1 : end + 3;
  }

  /** The message in what a client sent after DATA up to its end: the stuffed dots are gone. */
  static String unstuffed(String sent) {
    String lines = ("\r\n" + sent.substring(0, end(sent) - 3)).replace("\r\n.", "\r\n");
    return lines.substring(2);
  }

  /** What a client sends for a message that ends with CRLF or is empty. */
  public static String stuffed(String message) {
    return ("\r\n" + message).replace("\r\n.", "\r\n..").substring(2) + ".\r\n";
  }

  static int headerOctets(String canonical) {
    if (canonical.startsWith("\r\n")) {
      return 2;
    }
    int blank = canonical.indexOf("\r\n\r\n");
    return blank < 0 ? canonical.length() : blank + 4;
  }

  static boolean needsStuffing(String canonical) {
    return ("\r\n" + canonical).contains("\r\n.");
  }

  static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
