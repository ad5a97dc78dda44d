package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An application with the adapter and without our beans: {@code examples/own-maildrop}, configured
 * by its own script. Each test has a shop of its own: 120 orders, the last three still open.
 */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class OwnMaildropIT {

  private static final Path EXAMPLE = Path.of(System.getProperty("it.example")).normalize();
  private static final Server SERVER = Server.managed();
  private static final String CLERK = "orders";
  private static final String PASSWORD = "secret";

  @ArquillianResource private Deployer deployer;

  /** Deployed by hand. */
  @Deployment(name = "own-maildrop", managed = false, testable = false)
  public static EnterpriseArchive ownMaildrop() {
    return ShrinkWrap.create(ZipImporter.class, "own-maildrop.ear")
        .importFrom(EXAMPLE.resolve("ear/target/own-maildrop.ear").toFile())
        .as(EnterpriseArchive.class);
  }

  @BeforeAll
  static void configure() throws Exception {
    new ConfigurationScript(EXAMPLE.resolve("own-maildrop")).run();
  }

  @BeforeEach
  void deploy() {
    deployer.deploy("own-maildrop");
  }

  @AfterEach
  void undeploy() {
    deployer.undeploy("own-maildrop");
  }

  @Test
  void aCommonClientFetchesTheLastHundredOrders() throws Exception {
    POP3Client client = new POP3Client();
    client.connect("127.0.0.1", SERVER.pop3Port());
    try {
      assertThat(client.login(CLERK, PASSWORD)).isTrue();
      POP3MessageInfo[] sizes = client.listMessages();
      POP3MessageInfo[] ids = client.listUniqueIdentifiers();

      assertThat(Stream.of(ids).map(id -> id.identifier)).hasSize(100).startsWith("order-21");
      for (int i = 0; i < sizes.length; i++) {
        String mail = fetch(client, sizes[i].number);
        assertThat(mail.getBytes(UTF_8)).hasSize(sizes[i].size);
        assertThat(mail)
            .contains("\r\nSubject: Order " + (i + 21) + "\r\n", (i + 21) + " caf\u00e9 cups\r\n");
      }
      assertThat(client.logout()).isTrue();
    } finally {
      client.disconnect();
    }
  }

  @Test
  void whatIsDeletedIsArchivedAtQuitAndNotBefore() throws Exception {
    try (Pop3Client lost = SERVER.login(CLERK, PASSWORD)) {
      lost.ok("DELE 1");
    }
    try (Pop3Client client = SERVER.login(CLERK, PASSWORD)) {
      assertThat(client.ok("STAT")).startsWith("+OK 100 ");
      client.ok("DELE 2");
      client.ok("DELE 97");
      client.ok("QUIT");
    }

    assertThat(uniqueIds())
        .hasSize(98)
        .contains("order-21")
        .doesNotContain("order-22", "order-117");
  }

  @Test
  void anOrderThatIsStillOpenKeepsAllFromBeingArchived() throws Exception {
    try (Pop3Client client = SERVER.login(CLERK, PASSWORD)) {
      client.ok("DELE 1");
      client.ok("DELE 98");
      assertThat(client.send("QUIT")).startsWith("-ERR ");
      assertThat(client.closed()).isTrue();
    }

    assertThat(uniqueIds()).hasSize(100).contains("order-21", "order-118");
  }

  @Test
  void oneSessionAtATimeHoldsTheMaildrop() throws Exception {
    try (Pop3Client holder = SERVER.login(CLERK, PASSWORD)) {
      assertThat(refused(PASSWORD)).startsWith("-ERR [IN-USE]");
      assertThat(refused("wrong")).startsWith("-ERR [AUTH]");
      holder.ok("QUIT");
    }
    try (Pop3Client next = SERVER.login(CLERK, PASSWORD)) {
      next.ok("QUIT");
    }
  }

  @Test
  void onlyWhatTheBeanAcceptsIsAnnounced() throws Exception {
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.ok("CAPA");
      assertThat(client.lines())
          .contains("USER", "UIDL")
          .anyMatch(line -> line.startsWith("SASL ") && line.contains("PLAIN"))
          .noneMatch(line -> line.contains("SCRAM"));
    }
  }

  private static String refused(String password) throws IOException {
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.ok("USER " + CLERK);
      return client.send("PASS " + password);
    }
  }

  private static List<String> uniqueIds() throws IOException {
    try (Pop3Client client = SERVER.login(CLERK, PASSWORD)) {
      List<String> ids = client.uniqueIds();
      client.ok("QUIT");
      return ids;
    }
  }

  private static String fetch(POP3Client client, int number) throws IOException {
    try (BufferedReader mail = new BufferedReader(client.retrieveMessage(number))) {
      StringBuilder text = new StringBuilder();
      for (int octet = mail.read(); octet >= 0; octet = mail.read()) {
        text.append((char) octet);
      }
      return new String(text.toString().getBytes(ISO_8859_1), UTF_8);
    }
  }
}
