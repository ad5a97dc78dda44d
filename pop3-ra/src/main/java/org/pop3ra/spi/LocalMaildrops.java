package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * The leases of maildrops that one server alone serves, and the messages of those who hold them:
 * what is left of a {@link MaildropListener} is who may log in, which messages there are, and how
 * they are removed. Leases are kept in memory: where several servers serve one maildrop, two of
 * them would let a session in. A session never loses its lease before its end.
 *
 * <p>One object serves all instances of a bean: keep it in a static field. Thread-safe.
 */
public final class LocalMaildrops {

  /** Where messages come from. */
  @FunctionalInterface
  public interface Messages {
    /** The messages of the maildrop now. */
    Snapshot read() throws MaildropException;
  }

  /** What becomes of messages that are deleted. */
  @FunctionalInterface
  public interface Removal {
    /** Removes all of them, or throws and removes none; committed when it returns. */
    void run() throws MaildropException;
  }

  private final ConcurrentMap<String, Hold> holds = new ConcurrentHashMap<>();

  /**
   * Takes the lease of a maildrop, then reads its messages: what {@link MaildropListener#open} does
   * once the credentials were found right. Whatever {@code messages} throws is passed on, and the
   * lease is free again.
   *
   * @param maildrop its name; one that always differs from those of other maildrops, and never
   *     varies in case or form
   * @throws MaildropException {@code IN_USE} if another session holds it
   */
  public OpenMaildrop open(String maildrop, Messages messages) throws MaildropException {
    Hold hold = new Hold(requireNonNull(maildrop, "maildrop is null"));
    if (holds.putIfAbsent(maildrop, hold) != null) {
      throw new MaildropException(Reason.IN_USE, "held by another session");
    }
    boolean listed = false;
    try {
      hold.snapshot = messages.read();
      OpenMaildrop open = new OpenMaildrop(hold, hold.snapshot.listing());
      listed = true;
      return open;
    } finally {
      if (!listed) {
        hold.release();
      }
    }
  }

  /**
   * What {@link MaildropListener#read} does.
   *
   * @throws MaildropException {@code LEASE_LOST} once the lease was given back
   */
  public List<byte[]> read(Lease lease, long sequence, long offset, int length)
      throws MaildropException {
    return List.of(held(lease).snapshot.read(sequence, offset, length));
  }

  /**
   * Removes messages and then gives the lease back, also if that fails: what {@link
   * MaildropListener#commit} does. Until it ends nobody else gets in, also if the session is cut
   * off meanwhile.
   *
   * @throws MaildropException {@code LEASE_LOST} if the lease was given back before; what {@code
   *     removal} throws
   */
  public void commit(Lease lease, Removal removal) throws MaildropException {
    Hold hold = held(lease);
    hold.begin();
    try {
      removal.run();
    } finally {
      hold.end();
    }
  }

  private static Hold held(Lease lease) throws MaildropException {
    Hold hold = (Hold) lease;
    hold.requireCurrent();
    return hold;
  }

  private final class Hold implements Lease {
    private final String maildrop;
    private Snapshot snapshot;
    private boolean committing;
    private boolean over;

    private Hold(String maildrop) {
      this.maildrop = maildrop;
    }

    @Override
    public synchronized boolean current() {
      return !over;
    }

    @Override
    public synchronized void release() {
      if (!committing) {
        over = true;
        holds.remove(maildrop, this);
      }
    }

    private void requireCurrent() throws MaildropException {
      if (!current()) {
        throw new MaildropException(Reason.LEASE_LOST, "given back");
      }
    }

    private synchronized void begin() throws MaildropException {
      requireCurrent();
      committing = true;
    }

    private synchronized void end() {
      committing = false;
      release();
    }
  }
}
