package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
  @TempDir private Path directory;
  private Path chain;
  private Path key;

  @BeforeEach
  void copyFiles() throws IOException {
    chain = directory.resolve("mail.pem");
    key = directory.resolve("mail.key");
    put("localhost.pem", chain);
    put("localhost.key", key);
  }

  @Test
  void exchangesFilesThatChanged() throws IOException {
    Certificates certificates = load();
    Engines before = certificates.get();
    put("b.example.pem", chain);
    put("b.example.key", key);
    certificates.check();
    assertThat(certificates.get()).as("still being written, perhaps").isSameAs(before);

    certificates.check();

    assertThat(certificates.get()).isNotSameAs(before);
    assertThat(names(certificates)).containsExactly("b.example", "*.b.example");
    assertThat(certificates.problem()).isEmpty();
  }

  @Test
  void doesNotReloadWhatStaysAsItWas() throws IOException {
    Certificates certificates = load();
    Engines before = certificates.get();
    certificates.check();
    certificates.check();

    assertThat(certificates.get()).isSameAs(before);
  }

  @Test
  void keepsTheOldOnesIfTheNewCannotBeUsedAndTakesTheNextThatCan() throws IOException {
    Certificates certificates = load();
    Engines before = certificates.get();
    put("a.example.pem", chain);
    certificates.check();
    certificates.check();

    assertThat(certificates.get()).isSameAs(before);
    assertThat(certificates.problem().orElseThrow())
        .contains(chain.toString())
        .contains("is not that of the certificate");

    put("a.example.key", key);
    certificates.check();
    certificates.check();

    assertThat(names(certificates)).containsExactly("a.example");
    assertThat(certificates.problem()).isEmpty();
  }

  @Test
  void survivesFilesThatAreAwayForAWhile() throws IOException {
    Certificates certificates = load();
    Files.delete(key);
    certificates.check();
    certificates.check();
    assertThat(certificates.problem().orElseThrow()).contains(key + " cannot be read");

    put("localhost.key", key);
    certificates.check();
    certificates.check();

    assertThat(certificates.problem()).isEmpty();
  }

  /** What a security provider throws that meets a key which it does not understand. */
  @Test
  void survivesAProviderThatBreaksDown() throws IOException {
    Breakable source = new Breakable(files());
    Certificates certificates = Certificates.load(source, 21, Clock.systemUTC());
    Engines before = certificates.get();
    source.broken = true;
    put("b.example.pem", chain);
    put("b.example.key", key);
    certificates.check();
    certificates.check();

    assertThat(certificates.get()).isSameAs(before);
    assertThat(certificates.problem().orElseThrow()).contains("ProviderException", "no such curve");

    source.broken = false;
    put("b.example.key", key);
    certificates.check();
    certificates.check();
    assertThat(names(certificates)).containsExactly("b.example", "*.b.example");
    assertThat(certificates.problem()).isEmpty();
  }

  /** Files whose loading fails as no declared exception does. */
  private static final class Breakable implements ContextSource {
    private final ContextSource files;
    private boolean broken;

    private Breakable(ContextSource files) {
      this.files = files;
    }

    @Override
    public List<Path> files() {
      return files.files();
    }

    @Override
    public boolean mayBlock() {
      return files.mayBlock();
    }

    @Override
    public Loaded load() throws IOException {
      if (broken) {
        throw new ProviderException("no such curve");
      }
      return files.load();
    }
  }

  @Test
  void countsTheDaysThatAreLeft() throws IOException {
    Instant end = TestTls.pem("localhost").load().identities().get(0).expires();
    Identity identity = load().identities().get(0);

    assertThat(daysLeft(identity, end.minus(Duration.ofDays(30)))).isEqualTo(30);
    assertThat(daysLeft(identity, end.minusSeconds(1))).isZero();
    assertThat(daysLeft(identity, end.plusSeconds(1))).isEqualTo(-1);
  }

  @Test
  void readsAKeyStore() throws IOException {
    Path file = TestTls.file("localhost.p12");

    assertThat(keyStore(file, "changeit").load().identities())
        .singleElement()
        .satisfies(identity -> assertThat(identity.names()).containsExactly("localhost"));
    assertThatThrownBy(() -> keyStore(file, "wrong-one").load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("localhost.p12 cannot be opened")
        .hasMessageNotContaining("wrong-one");
  }

  /** As where an application server keeps keys of its own beside ours. */
  @Test
  void usesTheEntriesThatAreNamed() throws Exception {
    Path file = directory.resolve("many.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (String name : List.of("localhost", "a.example", "b.example")) {
      Identity identity = TestTls.pem(name).load().identities().get(0);
      X509Certificate[] shown = {identity.certificate()};
      store.setKeyEntry(name, identity.key(), "changeit".toCharArray(), shown);
    }
    try (OutputStream to = Files.newOutputStream(file)) {
      store.store(to, "changeit".toCharArray());
    }

    assertThat(keyStore(file, "changeit").load().identities()).hasSize(3);
    assertThat(keyStore(file, "changeit", "b.example", "localhost").load().identities())
        .extracting(identity -> identity.names().get(0))
        .containsExactly("b.example", "localhost");
    assertThatThrownBy(() -> keyStore(file, "changeit", "c.example").load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("many.p12 holds no private key named c.example");
  }

  private static KeyStoreFile keyStore(Path file, String password, String... aliases) {
    return new KeyStoreFile(file, password, List.of(aliases), Optional.empty(), TlsProvider.JDK);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost.key, localhost.key, holds no CERTIFICATE in PEM",
    "localhost.p12, localhost.key, holds no CERTIFICATE in PEM",
    "localhost.pem, localhost.pem, holds no PRIVATE KEY in PEM",
    "localhost.pem, localhost-sec1.key, openssl pkcs8 -topk8 -nocrypt",
    "localhost.pem, localhost-rsa.key, holds no EC key",
    "localhost.pem, a.example.key, is not that of the certificate"
  })
  void saysWhatIsWrong(String chain, String key, String message) {
    KeyFiles.Pair pair = new KeyFiles.Pair(TestTls.file(chain), TestTls.file(key));

    assertThatThrownBy(() -> new KeyFiles(List.of(pair), Optional.empty()).load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesAFileThatIsNotThere() {
    KeyFiles.Pair pair = new KeyFiles.Pair(directory.resolve("none.pem"), key);

    assertThatThrownBy(() -> new KeyFiles(List.of(pair), Optional.empty()).load())
        .hasMessageContaining("none.pem cannot be read (NoSuchFileException)");
  }

  @Test
  void readsChainAndKeyFromOneFile() throws IOException {
    Path both = directory.resolve("both.pem");
    Files.writeString(both, Files.readString(chain) + Files.readString(key));
    KeyFiles.Pair pair = new KeyFiles.Pair(both, both);

    assertThat(new KeyFiles(List.of(pair), Optional.empty()).load().identities()).hasSize(1);
  }

  private long daysLeft(Identity identity, Instant now) throws IOException {
    return Certificates.load(files(), 21, Clock.fixed(now, ZoneOffset.UTC)).daysLeft(identity);
  }

  private Certificates load() throws IOException {
    return Certificates.load(files(), 21, Clock.systemUTC());
  }

  private KeyFiles files() {
    return new KeyFiles(List.of(new KeyFiles.Pair(chain, key)), Optional.empty());
  }

  private static List<String> names(Certificates certificates) {
    return certificates.identities().get(0).names();
  }

  private static void put(String from, Path to) throws IOException {
    Files.copy(TestTls.file(from), to, StandardCopyOption.REPLACE_EXISTING);
  }
}
