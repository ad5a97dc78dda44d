package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.pop3ra.account.service.AccountFixture.keep;
import static org.pop3ra.account.service.AccountFixture.request;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.AccountView;
import org.pop3ra.account.domain.MaildropView;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.database.Kind;

/** What an administrator can rely on, on every database. Each test has names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountAdministrationContract {
  private final AccountFixture given;

  AccountAdministrationContract(Kind kind) {
    given = new AccountFixture(kind);
  }

  @AfterAll
  void close() {
    given.close();
  }

  @Test
  void aNewAccountIsShownAsItWasMade() throws Exception {
    boolean created =
        given
            .administration()
            .put("Ann", request("secret", 10L, true, "Ann@New.org", "a+b@new.org"));

    AccountView shown = given.administration().find("aNN").orElseThrow();
    assertThat(created).isTrue();
    assertThat(shown.name()).isEqualTo("ann");
    assertThat(shown.addresses()).containsExactly("a+b@new.org", "ann@new.org");
    assertThat(shown.quotaOctets()).hasValue(10);
    assertThat(shown.enabled()).isTrue();
    assertThat(shown.hasPassword()).isTrue();
    assertThat(shown.created().toInstant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void aNewAccountHasAnEmptyMaildropThatNobodyHolds() throws Exception {
    given.administration().put("empty", request("secret", null, true));

    assertThat(given.administration().maildrop("empty"))
        .contains(new MaildropView(0, 0, OptionalLong.empty(), false));
  }

  @Test
  void puttingAgainReplacesAllButThePassword() throws Exception {
    given.administration().put("cas", request("secret", 10L, true, "old@cas.org", "kept@cas.org"));
    boolean created =
        given
            .administration()
            .put(
                "cas",
                new AccountRequest(
                    new PasswordChange.Keep(),
                    List.of("kept@cas.org", "new@cas.org"),
                    OptionalLong.empty(),
                    true));

    AccountView shown = given.administration().find("cas").orElseThrow();
    assertThat(created).isFalse();
    assertThat(shown.addresses()).containsExactly("kept@cas.org", "new@cas.org");
    assertThat(shown.quotaOctets()).isEmpty();
    assertThat(given.login("new@cas.org", "secret")).isNotNull();
    given.assertRefused("old@cas.org", "secret");
  }

  @Test
  void theNameMayBeAnAddressAndCeaseToBeOne() throws Exception {
    given.administration().put("d@dan.org", request("secret", null, true, "D@dan.org"));
    assertThat(given.administration().find("d@dan.org").orElseThrow().addresses())
        .containsExactly("d@dan.org");

    given.administration().put("d@dan.org", request("secret", null, true));

    assertThat(given.administration().find("d@dan.org").orElseThrow().addresses()).isEmpty();
    assertThat(given.login("d@dan.org", "secret")).isNotNull();
  }

  @Test
  void whatBelongsToAnotherAccountIsRefusedByName() throws Exception {
    given.administration().put("ian", request("secret", null, true, "ian@ian.org"));

    assertTaken("addresses", "ian@ian.org belongs to the account ian", "ida", "Ian@ian.org");
    assertTaken("name", "ian@ian.org belongs to the account ian", "IAN@ian.org");
    assertThat(given.administration().find("ida")).isEmpty();
  }

  @Test
  void aRefusedChangeChangesNothing() throws Exception {
    given.administration().put("jim", request("secret", null, true, "jim@jim.org"));
    given.administration().put("joe", request("secret", 5L, true, "joe@jim.org"));

    assertThatThrownBy(
            () -> given.administration().put("joe", request("other", 6L, false, "jim@jim.org")))
        .isInstanceOf(AccountException.class);

    AccountView shown = given.administration().find("joe").orElseThrow();
    assertThat(shown.addresses()).containsExactly("joe@jim.org");
    assertThat(shown.quotaOctets()).hasValue(5);
    assertThat(given.login("joe", "secret")).isNotNull();
  }

  @Test
  void ofManyThatWantOneAddressExactlyOneGetsIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      String address = "race" + round + "@kim.org";
      List<Callable<Boolean>> racers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String name = "kim" + round + "-" + i;
        racers.add(() -> puts(name, address));
      }

      assertThat(all(racers)).containsOnlyOnce(true).contains(false);
    }
  }

  @Test
  void twoWhoMakeOneAccountMakeItOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "leo" + round;
      Callable<Boolean> racer =
          () -> given.administration().put(name, request("secret", null, true));

      assertThat(all(List.of(racer, racer))).containsExactlyInAnyOrder(true, false);
      assertThat(given.login(name, "secret").passwordVersion()).isEqualTo(3);
    }
  }

  @Test
  void aDeletedAccountIsGoneAndItsNamesAreFree() throws Exception {
    given.administration().put("mia", request("secret", null, true, "mia@mia.org"));
    long maildrop = given.login("mia", "secret").maildrop();
    given.hold(maildrop);

    assertThat(given.administration().delete("Mia")).isTrue();

    assertThat(given.administration().delete("mia")).isFalse();
    assertThat(given.administration().find("mia")).isEmpty();
    given.assertRefused("mia", "secret");
    assertThat(given.count("select count(token) from lease where maildrop = ?", maildrop)).isZero();
    assertThat(
            given.count("select count(*) from maildrop where id = ? and account is null", maildrop))
        .isOne();
    assertThat(
            given
                .administration()
                .put("moe", request("secret", null, true, "mia@mia.org", "mia@x")))
        .isTrue();
  }

  @Test
  void aHeldMaildropIsInUseUntilItsHolderIsDisabled() throws Exception {
    given.administration().put("ned", request("secret", null, true));
    given.hold(given.login("ned", "secret").maildrop());
    assertThat(given.administration().maildrop("ned").orElseThrow().inUse()).isTrue();

    given.administration().put("ned", keep(false));

    assertThat(given.administration().maildrop("ned").orElseThrow().inUse()).isFalse();
  }

  @Test
  void aListIsReadPageByPage() throws Exception {
    for (int i = 0; i < 5; i++) {
      given.administration().put("page_" + i, request("secret", (long) i, true, i + "@page.org"));
    }
    given.administration().put("pagex5", request("secret", null, true));

    List<AccountView> first = given.administration().list("Page_", "", 3);
    List<AccountView> second = given.administration().list("page_", first.get(2).name(), 3);

    assertThat(first).extracting(AccountView::name).containsExactly("page_0", "page_1", "page_2");
    assertThat(first.get(1).addresses()).containsExactly("1@page.org");
    assertThat(first.get(1).quotaOctets()).hasValue(1);
    assertThat(second).extracting(AccountView::name).containsExactly("page_3", "page_4");
    assertThat(given.administration().list("page_", "page_4", 3)).isEmpty();
  }

  @Test
  void anAccountThatIsBeingDeletedIsNotThere() throws Exception {
    given.administration().put("vic", request("secret", null, true));
    given.orphan(given.login("vic", "secret").maildrop());

    assertThat(given.administration().find("vic")).isEmpty();
    assertThat(given.administration().maildrop("vic")).isEmpty();
    assertThat(given.administration().list("vic", "", 3)).isEmpty();
  }

  @Test
  void nothingIsAnsweredBeforeItIsOnDisk() throws Exception {
    int before = given.hardened();
    given.administration().put("wim", request("secret", null, true));
    assertThat(given.hardened()).isEqualTo(before + 1);

    given.failNextBarrier();
    assertThatThrownBy(() -> given.administration().delete("wim"))
        .isInstanceOfSatisfying(
            AccountException.class,
            e -> assertThat(e.reason()).isEqualTo(AccountException.Reason.BUSY));

    given.administration().delete("wim");
    assertThat(given.hardened()).isEqualTo(before + 3);
  }

  private void assertTaken(String field, String message, String name, String... addresses) {
    assertThatThrownBy(
            () -> given.administration().put(name, request("secret", null, true, addresses)))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            AccountException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(AccountException.Reason.TAKEN);
              assertThat(e.field()).isEqualTo(field);
            });
  }

  private boolean puts(String name, String address) throws AccountException {
    try {
      return given.administration().put(name, request("secret", null, true, address));
    } catch (AccountException e) {
      assertThat(e.reason()).isEqualTo(AccountException.Reason.TAKEN);
      return false;
    }
  }

  private static <T> List<T> all(List<Callable<T>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
