package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.session.SessionBench.text;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Later;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.ScriptedMaildrops.Operation;
import org.pop3ra.spi.TokenCredentials;

class LoginTest {
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final SessionBench bench = new SessionBench(CanonicalMessage.ofLength(120));

  private Blocking<MaildropListener> pass(String password) {
    bench.outcome("USER mrose");
    return (Blocking<MaildropListener>) bench.outcome("PASS " + password);
  }

  private Outcome<MaildropListener> run(Blocking<MaildropListener> blocking) throws Exception {
    return blocking.task().run(bench.maildrops).get();
  }

  @Test
  void theRightPasswordIsNotDelayed() throws Exception {
    Blocking<MaildropListener> login = pass("secret");

    assertThat(login.lane()).isEqualTo(Lane.LOGIN);
    assertThat(text(run(login))).startsWith("+OK");
  }

  @Test
  void aWrongPasswordIsRefusedLater() throws Exception {
    Later<MaildropListener> later = (Later<MaildropListener>) run(pass("wrong"));

    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(text(later.then().get())).startsWith("-ERR [AUTH] ");
    assertThat(((Later<MaildropListener>) run(pass("wrong"))).delay())
        .isEqualTo(Duration.ofMillis(1500));
  }

  /** Whoever took how long to find out: it does not show. */
  @Test
  void aRefusalComesAtAWholeMultipleOfTheDelay() throws Exception {
    Blocking<MaildropListener> quick = pass("wrong");
    bench.clock.advance(Duration.ofMillis(300));
    assertThat(((Later<MaildropListener>) run(quick)).delay()).isEqualTo(Duration.ofMillis(700));

    Blocking<MaildropListener> slow = pass("wrong");
    bench.clock.advance(Duration.ofMillis(1600));
    assertThat(((Later<MaildropListener>) run(slow)).delay()).isEqualTo(Duration.ofMillis(1400));
  }

  @Test
  void theRightPasswordAfterWrongOnesIsNotDelayedEither() throws Exception {
    run(pass("wrong"));

    assertThat(text(run(pass("secret")))).startsWith("+OK");
  }

  @Test
  void aMaildropInUseIsTriedForHalfASecond() throws Exception {
    bench.maildrops.open(new PasswordCredentials("mrose", "secret"));

    assertThat(bench.wire().waited()).isZero();
    bench.say("USER mrose");
    assertThat(bench.say("PASS secret")).startsWith("-ERR [IN-USE] ");
    assertThat(bench.wire().waited()).isBetween(Duration.ofMillis(500), Duration.ofMillis(550));
    assertThat(bench.maildrops.calls(Operation.OPEN)).isBetween(11, 22);
  }

  @Test
  void theWaitForAWorkerUsesUpNoPatience() throws Exception {
    bench.maildrops.open(new PasswordCredentials("mrose", "secret"));
    Blocking<MaildropListener> login = pass("secret");
    bench.clock.advance(Duration.ofSeconds(5));

    assertThat(run(login)).isInstanceOf(Later.class);
  }

  @Test
  void aMaildropThatIsGivenBackMeanwhileOpens() throws Exception {
    OpenMaildrop open = bench.maildrops.open(new PasswordCredentials("mrose", "secret"));
    Later<MaildropListener> later = (Later<MaildropListener>) run(pass("secret"));
    open.lease().release();

    assertThat(later.delay()).isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
    Blocking<MaildropListener> again = (Blocking<MaildropListener>) later.then().get();
    assertThat(text(run(again))).startsWith("+OK");
  }

  @Test
  void whoMeetsACrowdWaitsWithoutAWorkerAndGetsIn() throws Exception {
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED);

    Later<MaildropListener> later = (Later<MaildropListener>) run(pass("secret"));

    assertThat(later.delay()).isBetween(Duration.ofMillis(20), Duration.ofMillis(30));
    Blocking<MaildropListener> again = (Blocking<MaildropListener>) later.then().get();
    assertThat(text(run(again))).startsWith("+OK");
  }

  @Test
  void whoWaitsForSomebodyOutsideStandsInNobodysWay() throws Exception {
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED_OUTSIDE);

    Later<MaildropListener> later = (Later<MaildropListener>) run(pass("secret"));

    assertThat(bench.failedLogins.line().isFree(Standing.NEW)).isTrue();
    assertThat(bench.failedLogins.outside().isFree(Standing.NEW)).isFalse();
    Blocking<MaildropListener> again = (Blocking<MaildropListener>) later.then().get();
    assertThat(text(run(again))).startsWith("+OK");
    assertThat(bench.maildrops.lastEffort()).isEqualTo(Effort.OUTSIDE);
    assertThat(bench.failedLogins.outside().isFree(Standing.NEW)).isTrue();
  }

  @Test
  void aNewcomerPassesNobodyWhoWaitsForSomebodyOutside() throws Exception {
    Crowding waiting =
        new Crowding(
            bench.failedLogins.line(),
            bench.failedLogins.outside(),
            () -> Rank.first(Standing.NEW));
    waiting.turnOutside();
    waiting.delay(0, Duration.ofMinutes(1));

    run(pass("wrong"));
    assertThat(bench.maildrops.lastEffort()).isEqualTo(Effort.INSIDE);
    assertThat(effort(new TokenCredentials("", "token"))).isEqualTo(Effort.CHEAP);
    assertThat(effort(new KerberosCredentials("", "a@B"))).isEqualTo(Effort.CHEAP);
    waiting.leave();
    assertThat(effort(new TokenCredentials("", "token"))).isEqualTo(Effort.OUTSIDE);
    assertThat(effort(new KerberosCredentials("", "a@B"))).isEqualTo(Effort.OUTSIDE);
  }

  private Effort effort(Credentials shown) throws Exception {
    run((Blocking<MaildropListener>) new Login(bench.session, shown).begin());
    return bench.maildrops.lastEffort();
  }

  @Test
  void thePatienceIsOneWhateverOneWaitsFor() throws Exception {
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED);
    Later<MaildropListener> later = (Later<MaildropListener>) run(pass("secret"));
    bench.clock.advance(Duration.ofSeconds(44));
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED_OUTSIDE);
    later = (Later<MaildropListener>) run((Blocking<MaildropListener>) later.then().get());
    assertThat(bench.failedLogins.line().isFree(Standing.NEW)).isTrue();
    bench.clock.advance(Duration.ofSeconds(1));
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED_OUTSIDE);

    assertThat(text(run((Blocking<MaildropListener>) later.then().get())))
        .startsWith("-ERR [SYS/TEMP] ");
  }

  @Test
  void aCrowdThatStaysIsATemporaryFailure() throws Exception {
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED);
    Later<MaildropListener> later = (Later<MaildropListener>) run(pass("secret"));
    bench.clock.advance(Duration.ofSeconds(44));
    Blocking<MaildropListener> again = (Blocking<MaildropListener>) later.then().get();
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED);
    bench.clock.advance(Duration.ofSeconds(1));

    assertThat(text(run(again))).startsWith("-ERR [SYS/TEMP] ");
  }

  @Test
  void whoGivesUpWaitingLeavesTheLineAndDidNotGuess() throws Exception {
    bench.maildrops.fail(Operation.OPEN, Reason.CROWDED);
    run(pass("secret"));
    assertThat(bench.failedLogins.line().isFree(Standing.NEW)).isFalse();

    bench.session.abandon();

    assertThat(bench.failedLogins.line().isFree(Standing.NEW)).isTrue();
    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  @Test
  void whoMeetsAMaildropInUseDidNotGuess() throws Exception {
    bench.maildrops.open(new PasswordCredentials("mrose", "secret"));

    bench.say("USER mrose");
    assertThat(bench.say("PASS secret")).startsWith("-ERR [IN-USE] ");

    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"TEMPORARY", "PERMANENT", "LEASE_LOST", "MESSAGE_GONE", "OUTCOME_UNKNOWN"})
  void whoMeetsAFaultOfTheServerDidNotGuess(Reason fault) {
    bench.maildrops.fail(Operation.OPEN, fault);

    bench.say("USER mrose");
    assertThat(bench.say("PASS secret")).startsWith("-ERR [SYS/");

    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  @Test
  void whoseLoginBreaksDownDidNotGuess() {
    bench.maildrops.breakDown(Operation.OPEN);

    bench.say("USER mrose");
    assertThat(bench.say("PASS secret")).startsWith("-ERR [SYS/TEMP] ");

    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void whoWasNeverLookedAtDidNotGuess(Failure why) {
    assertThat(text(pass("secret").task().failed(why))).startsWith("-ERR [SYS/TEMP] ");

    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  /** What the next wrong password from here would have to wait. */
  private Duration nextDelay() {
    return bench.failedLogins.begin(InetAddress.getLoopbackAddress(), "mrose").failed();
  }

  @Test
  void noWorkerIsATemporaryFailure() {
    Outcome<MaildropListener> refusal = pass("secret").task().failed(Failure.BUSY);

    assertThat(text(refusal)).startsWith("-ERR [SYS/TEMP] ");
    assertThat(SessionBench.text(bench.outcome("PASS secret"))).startsWith("-ERR USER");
  }

  @Test
  void aClientThatVanishedDuringTheLoginLeaksNoLease() throws Exception {
    Supplier<Outcome<MaildropListener>> continuation = pass("secret").task().run(bench.maildrops);
    assertThat(bench.maildrops.isHeld("mrose")).isTrue();

    assertThat(continuation.get()).isInstanceOf(Outcome.Reply.class);
    bench.session.abandon();

    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
  }

  @Test
  void noLeaseLeaksEvenIfTheContinuationIsLate() throws Exception {
    Supplier<Outcome<MaildropListener>> continuation = pass("secret").task().run(bench.maildrops);

    bench.session.abandon();
    assertThat(continuation.get()).isInstanceOf(Outcome.Reply.class);

    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
  }
}
