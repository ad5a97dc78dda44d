package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.session.SessionBench.text;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Reply;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.ScriptedMaildrops.Operation;

class UpdateTest {
  private final SessionBench bench =
      new SessionBench(CanonicalMessage.ofLength(120), CanonicalMessage.ofLength(200));

  @BeforeEach
  void markOne() {
    bench.login();
    bench.say("DELE 2");
  }

  private Blocking<MaildropListener> quit() {
    return (Blocking<MaildropListener>) bench.outcome("QUIT");
  }

  private Reply<MaildropListener> run(Blocking<MaildropListener> quit) throws Exception {
    return (Reply<MaildropListener>) quit.task().run(bench.maildrops).get();
  }

  @Test
  void nothingIsSaidBeforeTheCommitIsDone() throws Exception {
    Blocking<MaildropListener> quit = quit();

    assertThat(quit.lane()).isEqualTo(Lane.COMMIT);
    assertThat(text(run(quit))).isEqualTo("+OK bye\r\n");
    assertThat(bench.maildrops.messages("mrose")).hasSize(1);
    assertThat(bench.session.summary())
        .isEqualTo("user=\"mrose\" octets=0 retr=0 top=0 deleted=1 reason=quit");
  }

  @Test
  void withoutMarksNothingIsCommitted() {
    bench.say("RSET");

    assertThat(text(bench.outcome("QUIT"))).isEqualTo("+OK bye\r\n");
    assertThat(bench.maildrops.calls(Operation.COMMIT)).isZero();
    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "OUTCOME_UNKNOWN")
  void aFailureIsToldAndTheLeaseGivenBack(Reason reason) throws Exception {
    bench.maildrops.fail(Operation.COMMIT, reason);

    Reply<MaildropListener> reply = run(quit());

    String code = reason == Reason.PERMANENT ? "SYS/PERM" : "SYS/TEMP";
    assertThat(text(reply)).isEqualTo("-ERR [" + code + "] some deleted messages not removed\r\n");
    assertThat(reply.after()).isEqualTo(After.CLOSE);
    assertThat(bench.maildrops.messages("mrose")).hasSize(2);
    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
    assertThat(bench.session.summary()).endsWith("reason=commit_failed, 1 deletes not applied");
  }

  @Test
  void anUnknownOutcomeIsNotClaimedEitherWay() throws Exception {
    bench.maildrops.fail(Operation.COMMIT, Reason.OUTCOME_UNKNOWN);

    Reply<MaildropListener> reply = run(quit());

    assertThat(reply.octets()).isEmpty();
    assertThat(reply.after()).isEqualTo(After.CLOSE);
    assertThat(bench.session.summary()).endsWith("fate of 1 deletes unknown");
  }

  @Test
  void aCommitThatBrokeIsNotClaimedEitherWay() {
    Reply<MaildropListener> reply = (Reply<MaildropListener>) quit().task().failed(Failure.BROKEN);

    assertThat(reply.octets()).isEmpty();
    assertThat(reply.after()).isEqualTo(After.CLOSE);
  }

  @Test
  void aCommitThatWasNeverBegunIsATemporaryFailure() {
    Outcome<MaildropListener> reply = quit().task().failed(Failure.BUSY);

    assertThat(text(reply)).isEqualTo("-ERR [SYS/TEMP] some deleted messages not removed\r\n");
    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
  }

  @Test
  void aDroppedConnectionAppliesNoDeletes() {
    bench.wire().drop();

    assertThat(bench.maildrops.messages("mrose")).hasSize(2);
    assertThat(bench.session.summary()).endsWith("reason=disconnected, 1 deletes not applied");
  }
}
