package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One session at a time has a maildrop, on one node. */
class LeaseIT extends DeployedServer {

  private final String account = SERVER.administration().account();

  @Test
  void aSecondSessionIsTurnedAwayAndDoesNotDisturbTheFirst() throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver("Subject: one\r\n\r\n", account);
    }
    try (Pop3Client first = SERVER.login(account, "secret");
        Pop3Client second = SERVER.connect()) {
      second.ok();
      second.ok("USER " + account);
      assertThat(second.send("PASS secret")).startsWith("-ERR [IN-USE]");

      first.ok("DELE 1");
      first.ok("QUIT");
    }
    assertThat(DATABASE.messages(account)).isZero();
  }

  @Test
  void whoQuitsAndComesBackAtOnceGetsIn() throws Exception {
    for (int i = 0; i < 200; i++) {
      try (Pop3Client client = SERVER.login(account, "secret")) {
        client.ok("QUIT");
      }
    }
  }

  @Test
  void whoVanishesAndComesBackAtOnceGetsIn() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Pop3Client client = SERVER.login(account, "secret")) {
        client.ok("STAT");
      }
    }
  }
}
