package org.pop3ra.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3ra.fixture.Kdc;
import org.pop3ra.sasl.GssAcceptor;
import org.pop3ra.sasl.GssContext;
import org.pop3ra.sasl.GssContextContract;
import org.pop3ra.sasl.GssException.Fault;

/** The JDK's Kerberos, with tickets of a real centre. */
class KeytabTest extends GssContextContract {
  private static final String CONFIGURATION = "java.security.krb5.conf";
  private static final String SERVICE = "pop/localhost@EXAMPLE.ORG";
  private static final String OTHER = "imap/localhost@EXAMPLE.ORG";
  @TempDir private static Path directory;
  private static Kdc kdc;
  private static Keytab keytab;

  @BeforeAll
  static void start() throws Exception {
    kdc = Kdc.start(Files.createDirectory(directory.resolve("kdc")));
    kdc.user("mrose", "tanstaaf");
    kdc.service(SERVICE);
    kdc.service(OTHER);
    Path file = directory.resolve("keytab");
    kdc.export(SERVICE, file);
    kdc.export(OTHER, file);
    keytab = new Keytab(file, List.of(SERVICE));
    System.setProperty(CONFIGURATION, kdc.clientConfiguration().toString());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    System.clearProperty(CONFIGURATION);
    if (kdc != null) {
      kdc.stop();
    }
  }

  @Override
  protected GssAcceptor acceptor() {
    return keytab;
  }

  @Override
  protected Client client() throws Exception {
    return TicketHolder.of("mrose", "tanstaaf", SERVICE);
  }

  @Test
  void aTokenIsGoodOnce() throws Exception {
    byte[] token = client().token();
    keytab.begin().accept(token);

    assertThat(fault(() -> keytab.begin().accept(token))).isEqualTo(Fault.REFUSED);
  }

  /** Though its key is in the same file. */
  @Test
  void aTicketForAnotherServiceIsRefused() throws Exception {
    byte[] token = TicketHolder.of("mrose", "tanstaaf", OTHER).token();

    assertThat(fault(() -> keytab.begin().accept(token))).isEqualTo(Fault.REFUSED);
  }

  @Test
  void aTokenThatWasChangedIsRefused() throws Exception {
    byte[] token = client().token();
    token[token.length - 1] ^= 1;

    assertThat(fault(() -> keytab.begin().accept(token))).isEqualTo(Fault.REFUSED);
  }

  @Test
  void aMessageThatWasChangedIsRefused() throws Exception {
    Client client = client();
    GssContext context = keytab.begin();
    client.take(context.accept(client.token()));
    byte[] wrapped = client.wrap(new byte[] {1, 0, 0, 0});
    wrapped[wrapped.length - 1] ^= 1;

    assertThat(fault(() -> context.unwrap(wrapped))).isIn(Fault.REFUSED, Fault.ILL_FORMED);
  }

  @Test
  void aNewKeyIsTakenFromTheSameFile() throws Exception {
    kdc.export(SERVICE, keytab.file());
    Client client = client();

    client.take(keytab.begin().accept(client.token()));
  }

  @Test
  void severalNamesMayBeServed() throws Exception {
    Keytab both = new Keytab(keytab.file(), List.of(SERVICE, OTHER));
    for (String service : both.principals()) {
      Client client = TicketHolder.of("mrose", "tanstaaf", service);
      client.take(both.begin().accept(client.token()));
    }
  }

  @Test
  void withoutItsKeyTheServerCannotTell() throws Exception {
    Path file = TestKeytab.write(directory.resolve("other"), "pop/elsewhere@EXAMPLE.ORG");
    byte[] token = client().token();
    Keytab empty = new Keytab(file, List.of(SERVICE));

    assertThat(empty.missing()).containsExactly(SERVICE);
    assertThat(fault(() -> empty.begin().accept(token))).isEqualTo(Fault.UNABLE);
  }

  @Test
  void aFileThatIsNoKeytabHasNoKeys() throws IOException {
    Path file = Files.writeString(directory.resolve("text"), "no keytab");

    assertThat(new Keytab(file, List.of(SERVICE)).missing()).containsExactly(SERVICE);
    assertThat(new Keytab(directory.resolve("none"), List.of(SERVICE)).missing())
        .containsExactly(SERVICE);
  }
}
