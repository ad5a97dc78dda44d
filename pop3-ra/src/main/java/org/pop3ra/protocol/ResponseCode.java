package org.pop3ra.protocol;

/** What a program may read in a reply (RFC 2449 section 8). */
public enum ResponseCode {
  /** RFC 3206 section 6: a problem with the credentials, and nothing else. */
  AUTH("AUTH"),
  /** RFC 2449 section 8.1.2: the credentials were right, the maildrop is busy. */
  IN_USE("IN-USE"),
  /** RFC 3206 section 5: somebody must mend it. */
  SYS_PERM("SYS/PERM"),
  /** RFC 3206 section 4: it passes by itself. */
  SYS_TEMP("SYS/TEMP");

  private final String code;

  ResponseCode(String code) {
    this.code = code;
  }

  /** The code as it stands between the brackets. */
  public String code() {
    return code;
  }
}
