package org.pop3ra.bench.compare;

import org.pop3ra.bench.load.Mail;
import org.pop3ra.bench.load.Range;

/**
 * Who has which mail.
 *
 * @param users how many have twenty messages each
 */
record Layout(int users) {
  private static final int MESSAGES = 20;
  private static final int BIG_OCTETS = 25_000_000;
  private static final int BIG_MAILDROPS = 4;
  private static final int INBOXES = 100;

  /** What a maildrop is for. */
  enum Store {
    /** Twenty messages of about 8 KB. */
    MAIL,
    /** One message of 25 MB. */
    BIG,
    /** Empty at first; what is delivered stays. */
    INBOX
  }

  int accounts() {
    return users + BIG_MAILDROPS + INBOXES;
  }

  Range range(Store store) {
    return switch (store) {
      case MAIL -> new Range(0, users);
      case BIG -> new Range(users, BIG_MAILDROPS);
      case INBOX -> new Range(users + BIG_MAILDROPS, INBOXES);
    };
  }

  /** Messages of each maildrop. */
  int messages(Store store) {
    return switch (store) {
      case MAIL -> MESSAGES;
      case BIG -> 1;
      case INBOX -> 0;
    };
  }

  /** What they are made of. */
  Mail mail(Store store) {
    return switch (store) {
      case MAIL, INBOX -> Mail.usual();
      case BIG -> Mail.of(BIG_OCTETS);
    };
  }
}
