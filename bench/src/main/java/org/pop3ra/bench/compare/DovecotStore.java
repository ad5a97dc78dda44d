package org.pop3ra.bench.compare;

import java.util.Locale;

/** Dovecot as it does best for some work. */
enum DovecotStore {
  /** Maildir, a hundred sessions to one process: the cheapest for polls and drains. */
  MULTI(3, "maildir:~/Maildir", 100, 0),
  /** Maildir, a process for each session, used again. */
  MAILDIR(4, "maildir:~/Maildir", 1, 1000),
  /** Dovecot's own format with many messages to a file: the fastest to deliver to and delete in. */
  MDBOX(5, "mdbox:~/mdbox", 1, 1000);

  private final int doors;
  private final String location;
  private final int sessionsOfProcess;
  private final int sessionsInLife;

  DovecotStore(int doors, String location, int sessionsOfProcess, int sessionsInLife) {
    this.doors = doors;
    this.location = location;
    this.sessionsOfProcess = sessionsOfProcess;
    this.sessionsInLife = sessionsInLife;
  }

  static DovecotStore best(Row row) {
    return switch (row) {
      case POLL, POLL256, TLS, RESUMED, DRAIN -> MULTI;
      case RETR, RETRTLS -> MAILDIR;
      case DELE, DELIVER -> MDBOX;
    };
  }

  /** The number of its ports. */
  int doors() {
    return doors;
  }

  String location() {
    return location;
  }

  int sessionsOfProcess() {
    return sessionsOfProcess;
  }

  /** 0: no end. */
  int sessionsInLife() {
    return sessionsInLife;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
