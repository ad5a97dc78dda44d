package org.pop3ra.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.BYTE_ARRAY;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.MaildropException.Reason;

class LocalMaildropsTest {
  private final LocalMaildrops maildrops = new LocalMaildrops();

  private OpenMaildrop open(String maildrop) throws MaildropException {
    return maildrops.open(maildrop, () -> new Snapshot().add(1, "a", "first"));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MaildropException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void oneSessionAtATimeHoldsAMaildropAndReadsIt() throws Exception {
    OpenMaildrop open = open("orders");

    assertThat(open.listing().size()).isOne();
    assertThat(maildrops.read(open.lease(), 1, 0, 100))
        .singleElement(BYTE_ARRAY)
        .asString(UTF_8)
        .isEqualTo("first\r\n");
    assertRefused(Reason.IN_USE, () -> open("orders"));
    assertThat(open("others").lease().current()).isTrue();
  }

  @Test
  void theLeaseIsTakenBeforeTheMessagesAreRead() throws Exception {
    maildrops.open(
        "orders",
        () -> {
          assertRefused(Reason.IN_USE, () -> open("orders"));
          return new Snapshot();
        });
  }

  @Test
  void messagesThatCannotBeReadFreeTheLease() throws Exception {
    assertThatThrownBy(
            () ->
                maildrops.open(
                    "orders",
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .hasMessage("no database");

    assertThat(open("orders").lease().current()).isTrue();
  }

  @Test
  void aLeaseThatWasGivenBackIsLostAndDoesNotFreeItsSuccessor() throws Exception {
    Lease before = open("orders").lease();
    before.release();
    Lease after = open("orders").lease();
    before.release();

    assertThat(before.current()).isFalse();
    assertThat(after.current()).isTrue();
    assertRefused(Reason.LEASE_LOST, () -> maildrops.read(before, 1, 0, 1));
    assertRefused(Reason.LEASE_LOST, () -> maildrops.commit(before, () -> {}));
    assertRefused(Reason.IN_USE, () -> open("orders"));
  }

  @Test
  void aSessionThatIsCutOffWhileItCommitsLetsNobodyInBefore() throws Exception {
    Lease lease = open("orders").lease();

    maildrops.commit(
        lease,
        () -> {
          lease.release();
          assertRefused(Reason.IN_USE, () -> open("orders"));
        });

    assertThat(open("orders").lease().current()).isTrue();
    assertRefused(Reason.LEASE_LOST, () -> maildrops.commit(lease, () -> {}));
  }

  @Test
  void aCommitThatFailsSaysWhyAndGivesTheLeaseBack() throws Exception {
    Lease lease = open("orders").lease();

    assertRefused(
        Reason.TEMPORARY,
        () ->
            maildrops.commit(
                lease,
                () -> {
                  throw new MaildropException(Reason.TEMPORARY, "no database");
                }));
    assertThat(lease.current()).isFalse();
    assertThat(open("orders").lease().current()).isTrue();
  }

  @Test
  void ofThoseWhoRaceOneAtATimeGetsIn() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger let = new AtomicInteger();
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              try {
                OpenMaildrop open = open("orders");
                assertThat(inside.incrementAndGet()).isOne();
                let.incrementAndGet();
                inside.decrementAndGet();
                open.lease().release();
              } catch (MaildropException e) {
                assertThat(e.reason()).isEqualTo(Reason.IN_USE);
              }
            });
    assertThat(let).hasPositiveValue();
  }
}
