package org.pop3ra.lmtp;

/** The argument of BDAT (RFC 3030 section 2). */
record ChunkSize(long octets, boolean last) {
  private static final int LONG_DIGITS = 18;

  static ChunkSize parse(String argument) throws Rejection {
    Cursor in = new Cursor(argument);
    String digits = in.takeWhile(Characters::digit);
    boolean last = in.take(" LAST");
    if (digits.isEmpty() || digits.length() > LONG_DIGITS || !in.atEnd()) {
      throw new Rejection(LmtpReply.BAD_CHUNK_SIZE);
    }
    return new ChunkSize(Long.parseLong(digits), last);
  }
}
