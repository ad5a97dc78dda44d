package org.pop3ra.maildrop.domain;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.pop3ra.spi.Lease;

/**
 * A session's hold on a maildrop: whoever's token stands in the lease row. Thread-safe, and does no
 * I/O: giving it back means to hand it to whoever flushes releases.
 */
public final class HeldLease implements Lease {
  private final long maildrop;
  private final UUID token;
  private final Incarnation incarnation;
  private final Consumer<HeldLease> releases;
  private final AtomicBoolean givenBack = new AtomicBoolean();

  public HeldLease(
      long maildrop, UUID token, Incarnation incarnation, Consumer<HeldLease> releases) {
    this.maildrop = maildrop;
    this.token = requireNonNull(token, "token is null");
    this.incarnation = requireNonNull(incarnation, "incarnation is null");
    this.releases = requireNonNull(releases, "releases is null");
  }

  public long maildrop() {
    return maildrop;
  }

  /** Random, new at every acquisition: whoever knows it owned the maildrop at that time. */
  public UUID token() {
    return token;
  }

  public Incarnation incarnation() {
    return incarnation;
  }

  @Override
  public boolean current() {
    return !givenBack.get() && incarnation.current();
  }

  @Override
  public void release() {
    if (givenBack.compareAndSet(false, true)) {
      releases.accept(this);
    }
  }

  /** The commit of a QUIT gave it back already. */
  public void spent() {
    givenBack.set(true);
  }
}
