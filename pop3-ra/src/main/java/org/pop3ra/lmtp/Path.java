package org.pop3ra.lmtp;

import java.nio.charset.StandardCharsets;

/**
 * The grammar of reverse-path and forward-path (RFC 5321 section 4.1.2, RFC 6531 section 3.3). What
 * comes out is the mailbox: source routes are dropped (RFC 5321 appendix C), and a local part is
 * quoted only where it must be, because all quoted forms are equivalent.
 */
final class Path {
  /** So that the lines that hold it stay within the 998 octets of RFC 5322 section 2.1.1. */
  static final int MAX_OCTETS = 900;

  private static final String POSTMASTER = "postmaster";

  private final Cursor in;
  private final Rejection malformed;

  private Path(Cursor in, LmtpReply malformed) {
    this.in = in;
    this.malformed = new Rejection(malformed);
  }

  /** The sender's mailbox; empty for {@code <>}. */
  static String reverse(Cursor in) throws Rejection {
    return in.take("<>") ? "" : new Path(in, LmtpReply.BAD_SENDER).path(false);
  }

  /** A recipient's mailbox; {@code <postmaster>} needs no domain (RFC 5321 section 4.5.1). */
  static String forward(Cursor in) throws Rejection {
    return new Path(in, LmtpReply.BAD_RECIPIENT).path(true);
  }

  private String path(boolean postmaster) throws Rejection {
    require(in.take('<'));
    sourceRoute();
    String mailbox = mailbox(postmaster);
    require(in.take('>'));
    require(mailbox.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS);
    return mailbox;
  }

  private void sourceRoute() throws Rejection {
    if (in.peek() != '@') {
      return;
    }
    do {
      require(in.take('@'));
      domain();
    } while (in.take(','));
    require(in.take(':'));
  }

  private String mailbox(boolean postmaster) throws Rejection {
    String local = in.peek() == '"' ? quoted() : dotString();
    if (postmaster && in.peek() == '>' && local.equalsIgnoreCase(POSTMASTER)) {
      return local;
    }
    require(in.take('@'));
    return local + "@" + domain();
  }

  private String domain() throws Rejection {
    String domain = Domain.take(in);
    require(!domain.isEmpty());
    return domain;
  }

  private String dotString() throws Rejection {
    String local = in.takeWhile(c -> Characters.atext(c) || c == '.');
    require(dotString(local));
    return local;
  }

  private static boolean dotString(String local) {
    return !local.isEmpty()
        && !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local.chars().allMatch(c -> Characters.atext(c) || c == '.');
  }

  private String quoted() throws Rejection {
    StringBuilder plain = new StringBuilder();
    StringBuilder quoted = new StringBuilder("\"");
    in.take('"');
    while (!in.take('"')) {
      boolean pair = in.take('\\');
      int c = in.peek();
      require(c != Cursor.END && !(pair && Characters.beyond(c)));
      in.take((char) c);
      plain.append((char) c);
      quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
    }
    return dotString(plain.toString()) ? plain.toString() : quoted.append('"').toString();
  }

  private void require(boolean condition) throws Rejection {
    if (!condition) {
      throw malformed;
    }
  }
}
