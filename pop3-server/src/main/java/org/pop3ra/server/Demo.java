package org.pop3ra.server;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An account to play with, and a first message in its maildrop. Only the launcher makes it. */
final class Demo {

  static final String NAME = "demo";
  static final String PASSWORD = "demo";
  private static final String ADDRESS = "demo@example.org";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private Demo() {}

  /** What is there already is left alone. */
  static void create(FrontDoors doors) throws IOException, InterruptedException, LaunchException {
    if (doors.hasAccount(NAME)) {
      return;
    }
    doors.createAccount(
        NAME,
        """
        {"password": "%s", "addresses": ["%s"], "quotaOctets": null, "enabled": true}
        """
            .formatted(PASSWORD, ADDRESS));
    doors.deliver(ADDRESS, welcome());
  }

  private static String welcome() {
    return """
        From: pop3-ra <postmaster@example.org>
        To: %s
        Subject: Welcome
        Date: %s
        Message-ID: <welcome@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii

        This message came in by LMTP, was stored in a database in one transaction,
        and has now been read by POP3.

        It stays until a client deletes it (DELE) and says QUIT.
        """
        .formatted(ADDRESS, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .replace("\n", "\r\n");
  }
}
