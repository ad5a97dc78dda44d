package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One session at a time has a maildrop (RFC 1939 section 4), on one server. */
class LeaseIT extends DeployedServer {

  private static final int RECONNECTS = 200;

  private final String account = SERVER.administration().account();

  @BeforeEach
  void threeMessages() throws Exception {
    deliver(3);
  }

  @Test
  void aSecondSessionIsSoonToldThatTheMaildropIsInUse() throws Exception {
    try (Pop3Client owner = SERVER.login(account, "secret");
        Pop3Client second = greeted()) {
      long start = System.nanoTime();
      assertThat(pass(second)).startsWith("-ERR [IN-USE] ");
      // Half a second in which an owner who is just leaving may leave; the rest is for the machine.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(400), Duration.ofSeconds(10));
      assertThat(owner.ok("STAT")).startsWith("+OK 3 ");
    }
  }

  @Test
  void theOwnersCommandsAreUntouchedByThoseWhoTry() throws Exception {
    try (Pop3Client owner = SERVER.login(account, "secret");
        Pop3Client second = greeted();
        Pop3Client third = greeted()) {
      owner.ok("DELE 1");
      second.write("USER " + account + "\r\nPASS secret\r\n");
      third.write("USER " + account + "\r\nPASS secret\r\n");
      for (int i = 0; i < 50; i++) {
        assertThat(owner.ok("STAT")).startsWith("+OK 2 ");
        assertThat(owner.retrieve(2)).isNotEmpty();
      }
      second.ok();
      assertThat(second.line()).startsWith("-ERR [IN-USE] ");
      third.ok();
      assertThat(third.line()).startsWith("-ERR [IN-USE] ");
      owner.ok("QUIT");

      second.login(account, "secret");
      assertThat(second.ok("STAT")).startsWith("+OK 2 ");
    }
  }

  @Test
  void aLoserWhoLeavesDoesNotOpenTheMaildropForOthers() throws Exception {
    try (Pop3Client owner = SERVER.login(account, "secret")) {
      try (Pop3Client quits = greeted()) {
        assertThat(pass(quits)).startsWith("-ERR [IN-USE] ");
        quits.ok("QUIT");
        assertThat(quits.closed()).isTrue();
      }
      try (Pop3Client drops = greeted()) {
        assertThat(pass(drops)).startsWith("-ERR [IN-USE] ");
      }
      try (Pop3Client dropsWhileItWaits = greeted()) {
        dropsWhileItWaits.write("USER " + account + "\r\nPASS secret\r\n");
        dropsWhileItWaits.ok();
      }
      try (Pop3Client another = greeted()) {
        assertThat(pass(another)).startsWith("-ERR [IN-USE] ");
      }
      owner.ok("DELE 1");
      owner.ok("QUIT");
    }
    assertThat(DATABASE.messages(account)).isEqualTo(2);
  }

  @Test
  void whoQuitsGetsInAgainAtOnce() throws Exception {
    for (int i = 0; i < RECONNECTS; i++) {
      try (Pop3Client client = SERVER.login(account, "secret")) {
        assertThat(client.ok("STAT")).startsWith("+OK 3 ");
        client.ok("QUIT");
      }
    }
  }

  @Test
  void whoQuitsAfterDeletingGetsInAgainAtOnce() throws Exception {
    deliver(RECONNECTS - 3);
    for (int left = RECONNECTS; left > 0; left--) {
      try (Pop3Client client = SERVER.login(account, "secret")) {
        assertThat(client.ok("STAT")).startsWith("+OK " + left + " ");
        client.ok("DELE 1");
        client.ok("QUIT");
      }
    }
    assertThat(DATABASE.messages(account)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoDropsTheConnectionFreesTheMaildropAtOnceAndDeletesNothing(boolean reset)
      throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Pop3Client client = SERVER.login(account, "secret")) {
        assertThat(client.ok("STAT")).startsWith("+OK 3 ");
        client.ok("DELE 1");
        client.socket().setSoLinger(reset, 0);
      }
    }
    assertThat(DATABASE.messages(account)).isEqualTo(3);
  }

  private void deliver(int messages) throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      for (int i = 1; i <= messages; i++) {
        lmtp.deliver("Subject: " + i + "\r\n\r\nText\r\n", account);
      }
    }
  }

  private Pop3Client greeted() throws Exception {
    Pop3Client client = SERVER.connect();
    client.ok();
    return client;
  }

  private String pass(Pop3Client client) throws Exception {
    client.ok("USER " + account);
    return client.send("PASS secret");
  }
}
