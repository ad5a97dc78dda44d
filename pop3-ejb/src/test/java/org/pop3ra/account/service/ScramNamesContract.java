package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.account.service.AccountFixture.keep;
import static org.pop3ra.account.service.AccountFixture.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

/**
 * What a challenge of SCRAM tells of the name that was asked for, on every database: nothing. Each
 * test has names of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScramNamesContract {
  private final AccountFixture given;

  ScramNamesContract(Kind kind) {
    given = new AccountFixture(kind);
  }

  @BeforeEach
  void iterate() throws MaildropException {
    given.authenticator().proofs(settings(4096));
  }

  @AfterAll
  void close() {
    given.close();
  }

  private static IdentitySettings settings(int iterations) {
    return new IdentitySettings(iterations, Optional.empty(), CertificateName.NONE);
  }

  @Test
  void theNamesOfAnAccountHaveNothingInCommon() throws Exception {
    given.administration().put("ann", request("secret", null, true, "ann@a.org", "a@a.org"));

    List<String> salts = new ArrayList<>();
    for (String name : List.of("ann", "Ann@a.org", "a@a.org")) {
      for (ScramHash hash : ScramHash.values()) {
        assertThat(isOf(name, hash, "secret")).as(name).isTrue();
        salts.add(salt(name, hash));
      }
    }
    assertThat(salts).doesNotHaveDuplicates();
  }

  @Test
  void aNameHasOneSaltWhateverBecomesOfIt() throws Exception {
    String before = salt("ben@b.org", ScramHash.SHA_256);

    given.administration().put("ben", request("secret", null, true, "ben@b.org"));
    assertThat(salt("ben@b.org", ScramHash.SHA_256)).as("made").isEqualTo(before);
    given.administration().put("ben", request("other", null, true, "ben@b.org"));
    assertThat(salt("ben@b.org", ScramHash.SHA_256)).as("new password").isEqualTo(before);
    given.administration().put("ben", keep(false, "ben@b.org"));
    assertThat(salt("ben@b.org", ScramHash.SHA_256)).as("disabled").isEqualTo(before);
    given.administration().delete("ben");
    assertThat(salt("ben@b.org", ScramHash.SHA_256)).as("deleted").isEqualTo(before);
  }

  @Test
  void anAddressThatComesLaterIsUsableAtOnceAndHasItsOwnSaltOnceThePasswordIsShown()
      throws Exception {
    String nobodys = salt("cat@c.org", ScramHash.SHA_1);
    given.administration().put("cat", request("secret", null, true));
    given.administration().put("cat", keep(true, "cat@c.org"));
    assertThat(isOf("cat@c.org", ScramHash.SHA_1, "secret")).isTrue();

    given.login("cat@c.org", "secret");

    assertThat(salt("cat@c.org", ScramHash.SHA_1)).isEqualTo(nobodys);
    assertThat(isOf("cat@c.org", ScramHash.SHA_1, "secret")).isTrue();
    assertThat(isOf("cat", ScramHash.SHA_1, "secret")).isTrue();
  }

  @Test
  void theFirstLoginThatShowsThePasswordIsEnoughForAllNamesByTheFour() throws Exception {
    String[] addresses =
        IntStream.range(0, 20).mapToObj(i -> "hal" + i + "@h.org").toArray(String[]::new);
    List<String> nobodys = salts(addresses);
    given.administration().put("hal", request("secret", null, true, addresses));
    given.administration().put("hal", keep(true, addresses));
    assertThat(salts(addresses)).isNotEqualTo(nobodys);

    given.login("hal", "secret");
    assertThat(nobodys).filteredOn(salts(addresses)::contains).hasSize(15 + 4);

    given.login(addresses[0], "secret");
    assertThat(salts(addresses)).isEqualTo(nobodys);
    for (String address : addresses) {
      assertThat(isOf(address, ScramHash.SHA_256, "secret")).as(address).isTrue();
    }
  }

  private List<String> salts(String... names) throws MaildropException {
    List<String> salts = new ArrayList<>();
    for (String name : names) {
      salts.add(salt(name, ScramHash.SHA_256));
    }
    return salts;
  }

  /** Those for which nothing is derived when the password is set. */
  @Test
  void anAccountOfManyNamesCanUseAllOfThem() throws Exception {
    String[] addresses =
        IntStream.range(0, 20).mapToObj(i -> "dan" + i + "@d.org").toArray(String[]::new);
    String nobodys = salt(addresses[19], ScramHash.SHA_512);
    given.administration().put("dan", request("secret", null, true, addresses));

    for (String address : addresses) {
      assertThat(isOf(address, ScramHash.SHA_512, "secret")).as(address).isTrue();
    }
    for (String address : addresses) {
      given.login(address, "secret");
    }
    assertThat(salt(addresses[19], ScramHash.SHA_512)).isEqualTo(nobodys);
  }

  @Test
  void whatIsDerivedOfAFormerPasswordIsNotKept() throws Exception {
    given.administration().put("eva", request("old", null, true, "eva@e.org"));
    StoredLogin before = given.logins().find("eva@e.org").orElseThrow();
    given.administration().put("eva", request("new", null, true, "eva@e.org"));

    given.logins().setScram(before, "eva@e.org", verifiers("old"));

    assertThat(isOf("eva@e.org", ScramHash.SHA_256, "new")).isTrue();
  }

  @Test
  void nothingIsKeptForANameOfSomebodyElse() throws Exception {
    given.administration().put("fay", request("secret", null, true));
    given.administration().put("fox", request("other", null, true));

    given.logins().setScram(given.logins().find("fay").orElseThrow(), "fox", verifiers("secret"));

    assertThat(isOf("fox", ScramHash.SHA_256, "other")).isTrue();
  }

  private static ScramVerifiers verifiers(String password) {
    return ScramVerifiers.of(password, 4096, hash -> new byte[] {1});
  }

  @Test
  void aNameThatNobodyHasShowsNoIterationsThatNobodyElseShows() throws Exception {
    given.administration().put("gus", request("secret", null, true));
    Authenticator tomorrow = given.otherNode();

    tomorrow.proofs(settings(20_000));

    for (int i = 0; i < 100; i++) {
      assertThat(tomorrow.verifier("nobody" + i, ScramHash.SHA_1).iterations()).isEqualTo(4096);
    }
  }

  private String salt(String name, ScramHash hash) throws MaildropException {
    return Arrays.toString(given.authenticator().verifier(name, hash).salt());
  }

  private boolean isOf(String name, ScramHash hash, String password) throws MaildropException {
    ScramVerifier shown = given.authenticator().verifier(name, hash);
    ScramVerifier right = ScramVerifier.of(hash, password, shown.salt(), shown.iterations());
    return Arrays.equals(right.storedKey(), shown.storedKey());
  }
}
