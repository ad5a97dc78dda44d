package org.pop3ra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * What every {@link MaildropListener} must do: passed by the fake that the protocol tests run on,
 * and by the real one, so that the fake cannot lie. Each test starts without any account.
 */
public abstract class MaildropListenerContract extends LoginContract {
  private static final CanonicalMessage FIRST = CanonicalMessage.ofLines("Subject: 1", "", "one");
  private static final CanonicalMessage DOTTED = CanonicalMessage.ofLines("Subject: 2", "", ".");
  private static final CanonicalMessage BARE = CanonicalMessage.ofLines("no empty line");

  /** The content of all messages that are in the maildrop, in the order of their sequences. */
  protected abstract List<byte[]> stored(String user) throws Exception;

  /** Lets the present lease of a maildrop be lost to nobody. */
  protected abstract void steal(String user) throws Exception;

  /** Removes all messages behind the back of whoever holds the maildrop. */
  protected abstract void empty(String user) throws Exception;

  private OpenMaildrop openWithThree() throws Exception {
    deliver("mrose", "secret", List.of(FIRST, DOTTED, BARE));
    return open("mrose", "secret");
  }

  @Test
  void loginListsWhatIsThere() throws Exception {
    OpenMaildrop open = openWithThree();

    Listing listing = open.listing();
    assertThat(open.lease().current()).isTrue();
    assertThat(listing.size()).isEqualTo(3);
    assertThat(listing.octets(0)).isEqualTo(FIRST.octets().length);
    assertThat(listing.headerOctets(0)).isEqualTo("Subject: 1\r\n\r\n".length());
    assertThat(listing.headerOctets(2)).isEqualTo(BARE.octets().length);
    assertThat(List.of(listing.stuffed(0), listing.stuffed(1), listing.stuffed(2)))
        .containsExactly(false, true, false);
  }

  @Test
  void uniqueIdsDifferAndStay() throws Exception {
    OpenMaildrop before = openWithThree();
    List<String> ids = uniqueIds(before);
    before.lease().release();

    List<String> again = uniqueIds(openSoon("mrose", "secret"));

    assertThat(ids).doesNotHaveDuplicates().isEqualTo(again);
  }

  @Test
  void aLeaseThatWasGivenBackTwiceDoesNotFreeItsSuccessor() throws Exception {
    OpenMaildrop before = openWithThree();
    before.lease().release();
    OpenMaildrop after = openSoon("mrose", "secret");

    before.lease().release();

    assertThat(read(after, 0, 64)).isEqualTo(FIRST.octets());
    assertRefused(Reason.IN_USE, () -> open("mrose", "secret"));
  }

  @Test
  void maildropsDoNotHinderEachOther() throws Exception {
    openWithThree();
    deliver("jdoe", "hidden", List.of(FIRST));

    assertThat(open("jdoe", "hidden").listing().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000, Content.CHUNK, Content.CHUNK + 1, 3 * Content.CHUNK, 1_000_000})
  void slicesOfAnySizeMakeTheWholeMessage(int length) throws Exception {
    CanonicalMessage large = CanonicalMessage.numbered(length == 1 ? 10 : 20_000);
    deliver("mrose", "secret", List.of(FIRST, large));

    OpenMaildrop open = open("mrose", "secret");

    assertThat(read(open, 1, length == 2 ? 1000 : length)).isEqualTo(large.octets());
    assertThat(read(open, 0, length)).isEqualTo(FIRST.octets());
  }

  @Test
  void whatIsReadAheadIsWhatReadWouldGive() throws Exception {
    CanonicalMessage large = CanonicalMessage.ofLength(200_000);
    deliver("mrose", "secret", List.of(FIRST, DOTTED, large, BARE, FIRST));
    deliver("jdoe", "hidden", List.of(BARE));
    OpenMaildrop open = open("mrose", "secret");

    Map<Long, byte[]> ahead = readAhead(open, 1, 3);

    assertThat(ahead.keySet())
        .isSubsetOf(sequence(open, 1), sequence(open, 2), sequence(open, 3))
        .contains(sequence(open, 1), sequence(open, 3));
    assertThat(ahead.get(sequence(open, 1))).isEqualTo(DOTTED.octets());
    assertThat(ahead.get(sequence(open, 3))).isEqualTo(BARE.octets());
  }

  @Test
  void nothingIsReadAheadOfWhatWasRemovedOrWithoutALease() throws Exception {
    OpenMaildrop open = openWithThree();
    empty("mrose");
    assertThat(readAhead(open, 0, 2)).isEmpty();

    deliver("jdoe", "hidden", List.of(FIRST, DOTTED));
    OpenMaildrop loser = open("jdoe", "hidden");
    steal("jdoe");
    assertThat(aheadOrNothing(loser)).isEmpty();
  }

  /** A listener may say at once that the lease is lost, or leave that to the read. */
  private Map<Long, byte[]> aheadOrNothing(OpenMaildrop open) throws MaildropException {
    try {
      return readAhead(open, 0, 1);
    } catch (MaildropException e) {
      assertThat(e.reason()).isEqualTo(Reason.LEASE_LOST);
      return Map.of();
    }
  }

  private Map<Long, byte[]> readAhead(OpenMaildrop open, int first, int last)
      throws MaildropException {
    return listener().readAhead(open.lease(), sequence(open, first), sequence(open, last));
  }

  private static long sequence(OpenMaildrop open, int index) {
    return open.listing().sequence(index);
  }

  @Test
  void commitDeletesJustTheseAndGivesTheLeaseBack() throws Exception {
    OpenMaildrop open = openWithThree();
    deliver("mrose", "secret", List.of(DOTTED));

    long[] marked = {open.listing().sequence(0), open.listing().sequence(2)};
    listener().commit(open.lease(), marked);

    assertThat(stored("mrose")).containsExactly(DOTTED.octets(), DOTTED.octets());
    assertThat(open("mrose", "secret").listing().size()).isEqualTo(2);
  }

  @Test
  void nothingCanBeDoneWithALeaseAfterItsCommit() throws Exception {
    OpenMaildrop open = openWithThree();
    long[] first = {open.listing().sequence(0)};
    listener().commit(open.lease(), first);

    assertRefused(Reason.LEASE_LOST, () -> read(open, 1, 64));
    assertRefused(
        Reason.LEASE_LOST,
        () -> listener().commit(open.lease(), new long[] {open.listing().sequence(1)}));
    assertThat(stored("mrose")).hasSize(2);
  }

  @Test
  void whoLostTheLeaseReadsAndDeletesNothing() throws Exception {
    OpenMaildrop open = openWithThree();
    steal("mrose");

    assertRefused(Reason.LEASE_LOST, () -> read(open, 0, 64));
    assertRefused(
        Reason.LEASE_LOST,
        () -> listener().commit(open.lease(), new long[] {open.listing().sequence(0)}));
    assertThat(stored("mrose")).hasSize(3);
  }

  @Test
  void whoLostTheLeaseDoesNotFreeItsSuccessor() throws Exception {
    OpenMaildrop loser = openWithThree();
    steal("mrose");
    OpenMaildrop winner = open("mrose", "secret");

    loser.lease().release();

    await()
        .during(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(read(winner, 0, 64)).isEqualTo(FIRST.octets()));
    assertRefused(Reason.IN_USE, () -> open("mrose", "secret"));
  }

  @Test
  void aMessageThatWasRemovedMeanwhileIsGone() throws Exception {
    OpenMaildrop open = openWithThree();
    empty("mrose");

    assertRefused(Reason.MESSAGE_GONE, () -> read(open, 0, 64));
  }

  /** The listener may flush a release a little later. */
  private OpenMaildrop openSoon(String user, String password) {
    return await()
        .ignoreExceptionsMatching(MaildropListenerContract::isInUse)
        .until(() -> open(user, password), open -> true);
  }

  private static boolean isInUse(Throwable e) {
    return e instanceof MaildropException refused && refused.reason() == Reason.IN_USE;
  }

  private byte[] read(OpenMaildrop open, int index, int length) throws MaildropException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Listing listing = open.listing();
    while (content.size() < listing.octets(index)) {
      int before = content.size();
      listener()
          .read(open.lease(), listing.sequence(index), before, length)
          .forEach(content::writeBytes);
      assertThat(content.size() - before).isBetween(1, length);
    }
    return content.toByteArray();
  }

  private static List<String> uniqueIds(OpenMaildrop open) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < open.listing().size(); i++) {
      ids.add(open.listing().uniqueId(i));
    }
    return ids;
  }
}
