package org.pop3ra.session;

import java.util.Locale;

/** What a session did, for one line of the log. */
final class Tally {
  private static final int MAX_USER = 255;

  private String user = "";
  private long octets;
  private int retr;
  private int top;
  private int marked;
  private EndReason reason = EndReason.DISCONNECTED;

  void loggedIn(String name) {
    user = escape(name);
  }

  void retrieved(long sent) {
    retr++;
    octets += sent;
  }

  void peeked(long sent) {
    top++;
    octets += sent;
  }

  /** How many messages were marked as deleted at the end. */
  void marked(int count) {
    marked = count;
  }

  void ended(EndReason why) {
    reason = why;
  }

  String line() {
    String line =
        String.format(
            Locale.ROOT,
            "user=\"%s\" octets=%d retr=%d top=%d deleted=%d reason=%s",
            user,
            octets,
            retr,
            top,
            reason == EndReason.QUIT ? marked : 0,
            reason.name().toLowerCase(Locale.ROOT));
    return line + fate();
  }

  /** What became of the marks; RFC 1939 section 6 lets a client believe in QUIT's reply only. */
  private String fate() {
    if (marked == 0 || reason == EndReason.QUIT) {
      return "";
    }
    return reason == EndReason.OUTCOME_UNKNOWN
        ? ", fate of " + marked + " deletes unknown"
        : ", " + marked + " deletes not applied";
  }

  /** A client's words must not forge a line of the log, nor fill it. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MAX_USER); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return text.length() > MAX_USER ? escaped.append("...").toString() : escaped.toString();
  }
}
