package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A QUIT that cannot be committed deletes nothing. A row of a table of our own refers to the second
 * of three messages, so that the database refuses to delete that one, and only that one.
 */
class RollbackIT extends DeployedServer {

  private final String account = SERVER.administration().account();

  @BeforeEach
  void threeMessagesOfWhichOneCannotBeDeleted() throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      for (int i = 1; i <= 3; i++) {
        lmtp.deliver("Subject: " + i + "\r\n\r\n", account);
      }
    }
    DATABASE.execute(
        "create table anchor (maildrop bigint, sequence bigint,"
            + " foreign key (maildrop, sequence) references message (maildrop, sequence))");
    DATABASE.execute(
        "insert into anchor select maildrop, sequence from message where maildrop = ?"
            + " order by sequence offset 1 rows fetch first 1 rows only",
        DATABASE.maildrop(account));
  }

  @AfterEach
  void letGo() throws Exception {
    DATABASE.execute("drop table anchor");
  }

  @Test
  void aQuitThatFailsSaysSoAndDeletesNothing() throws Exception {
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("DELE 1");
      client.ok("DELE 2");
      client.ok("DELE 3");
      assertThat(client.send("QUIT")).startsWith("-ERR ");
      assertThat(client.closed()).isTrue();
    }

    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(client.ok("STAT")).startsWith("+OK 3 ");
      assertThat(new String(client.retrieve(1), US_ASCII)).contains("Subject: 1");
      client.ok("DELE 1");
      client.ok("DELE 3");
      client.ok("QUIT");
    }
    assertThat(DATABASE.messages(account)).isOne();
  }
}
