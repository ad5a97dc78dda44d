package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedReader;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.junit.jupiter.api.Test;

/** Mail that comes in by LMTP goes out by POP3, octet for octet. */
class RoundTripIT extends DeployedServer {

  private static final String MESSAGE =
      "Subject: dots\r\n\r\n.\r\n..\r\n.leading\r\n \t\r\n\u00e4\u0000\u007f\r\n\r\n\r\n";

  private final String account = SERVER.administration().account();

  @Test
  void everyOctetOfTheContentComesBack() throws Exception {
    deliver(MESSAGE);

    try (Pop3Client client = SERVER.login(account, "secret")) {
      String listed = client.ok("LIST 1");
      String retrieved = new String(client.retrieve(1), ISO_8859_1);
      assertThat(retrieved).startsWith("Return-Path: <sender@example.net>\r\nReceived: ");
      assertThat(retrieved).endsWith(MESSAGE);
      assertThat(listed).isEqualTo("+OK 1 " + retrieved.length());
      client.ok("QUIT");
    }
  }

  @Test
  void aLargeMessageComesBack() throws Exception {
    String large = "Subject: large\r\n\r\n" + ".0123456789abcdef\r\n".repeat(300_000);
    deliver(large);

    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(new String(client.retrieve(1), ISO_8859_1).endsWith(large)).isTrue();
    }
  }

  @Test
  void whatQuitDeletedIsGone() throws Exception {
    deliver("Subject: first\r\n\r\n");
    deliver("Subject: second\r\n\r\n");

    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("DELE 1");
      client.ok("QUIT");
      assertThat(client.closed()).isTrue();
    }

    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
      assertThat(new String(client.retrieve(1), ISO_8859_1)).contains("Subject: second");
    }
  }

  @Test
  void jakartaMailReadsAndDeletes() throws Exception {
    deliver("Subject: for Jakarta Mail\r\n\r\nHello\r\n");

    try (Store store = Session.getInstance(new Properties()).getStore("pop3")) {
      store.connect("127.0.0.1", SERVER.pop3Port(), account, "secret");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      assertThat(inbox.getMessage(1).getSubject()).isEqualTo("for Jakarta Mail");
      assertThat(inbox.getMessage(1).getContent()).isEqualTo("Hello\r\n");
      inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
      inbox.close(true);
    }

    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(client.ok("STAT")).isEqualTo("+OK 0 0");
    }
  }

  @Test
  void commonsNetReadsAndDeletes() throws Exception {
    deliver("Subject: for commons-net\r\n\r\n.Hello\r\n");

    POP3Client client = new POP3Client();
    client.connect("127.0.0.1", SERVER.pop3Port());
    assertThat(client.login(account, "secret")).isTrue();
    POP3MessageInfo[] listed = client.listMessages();
    assertThat(listed).hasSize(1);
    assertThat(client.listUniqueIdentifier(1).identifier).hasSizeBetween(1, 70);
    try (BufferedReader reader = (BufferedReader) client.retrieveMessage(1)) {
      assertThat(reader.lines().collect(Collectors.toList())).endsWith("", ".Hello");
    }
    assertThat(client.deleteMessage(1)).isTrue();
    assertThat(client.logout()).isTrue();
    client.disconnect();
  }

  @Test
  void detailsAndWholeDomainsFindTheirMaildrop() throws Exception {
    String whole = SERVER.administration().account("@catch.example");
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(MESSAGE, account + "+shop", "anybody@catch.example");
    }
    for (String found : List.of(account, whole)) {
      try (Pop3Client client = SERVER.login(found, "secret")) {
        assertThat(client.ok("STAT")).startsWith("+OK 1 ");
        client.ok("QUIT");
      }
    }
  }

  @Test
  void aDisabledAccountTakesNoMail() throws Exception {
    change("\"enabled\":false");
    try (LmtpClient lmtp = SERVER.lmtp()) {
      assertThat(recipient(lmtp)).startsWith("550 5.2.1 ");
    }
  }

  /** Somebody may delete something: 452, unless it is configured otherwise. */
  @Test
  void whatAFullMaildropDoesNotTakeMayComeAgain() throws Exception {
    change("\"quotaOctets\":60");
    try (LmtpClient lmtp = SERVER.lmtp()) {
      assertThat(recipient(lmtp)).startsWith("250");
      assertThat(lmtp.data(MESSAGE, 1)).allMatch(reply -> reply.startsWith("452 4.2.2 "));
    }
  }

  private void change(String member) {
    String body =
        "{\"password\":\"secret\",\"addresses\":[\"%s@example.org\"],%s}"
            .formatted(account, member);
    assertThat(SERVER.administration().send("PUT", "accounts/" + account, body).statusCode())
        .isEqualTo(204);
  }

  private String recipient(LmtpClient lmtp) throws Exception {
    assertThat(lmtp.send("MAIL FROM:<sender@example.net>")).startsWith("250");
    return lmtp.send("RCPT TO:<" + account + "@example.org>");
  }

  private void deliver(String message) throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(message, account);
    }
  }
}
