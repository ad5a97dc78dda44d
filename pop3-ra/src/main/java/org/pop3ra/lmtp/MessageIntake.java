package org.pop3ra.lmtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.Upload;

/**
 * A message on its way in: what the client sent of it is counted against the limit, made canonical,
 * and handed over chunk by chunk once it has outgrown the first. After a failure the rest is
 * swallowed, and nothing of it is kept.
 */
final class MessageIntake implements OctetSink {
  private final LmtpSettings settings;
  private Canonicalizer canonical = new Canonicalizer();
  private Optional<Upload> upload = Optional.empty();
  private Optional<LmtpReply> failure = Optional.empty();
  private long received;

  /** {@code trace} goes in front and does not count against the limit. */
  MessageIntake(LmtpSettings settings, byte[] trace) {
    this.settings = settings;
    for (byte octet : trace) {
      canonical.accept(octet);
    }
  }

  /** A message of which every octet is swallowed, and why. */
  static MessageIntake refused(LmtpSettings settings, LmtpReply why) {
    MessageIntake intake = new MessageIntake(settings, new byte[0]);
    intake.fail(why);
    return intake;
  }

  @Override
  public void accept(byte octet) {
    if (failure.isPresent()) {
      return;
    }
    if (++received > settings.maxMessageOctets()) {
      fail(LmtpReply.TOO_MUCH_DATA);
    } else {
      canonical.accept(octet);
    }
  }

  /** What is swallowed is taken; and with one octet too many, all are. */
  @Override
  public int accept(byte[] octets, int from, int to) {
    expect(to - from);
    if (failure.isPresent()) {
      return to;
    }
    int taken = canonical.accept(octets, from, to);
    received += taken - from;
    return taken;
  }

  /** Fails at once if {@code octets} more would be too many. */
  void expect(long octets) {
    if (octets > settings.maxMessageOctets() - received) {
      fail(LmtpReply.TOO_MUCH_DATA);
    }
  }

  /** The first failure stays; the buffer goes. What was uploaded is thrown away by the listener. */
  void fail(LmtpReply why) {
    if (failure.isEmpty()) {
      failure = Optional.of(why);
      canonical = new Canonicalizer();
    }
  }

  Optional<LmtpReply> failure() {
    return failure;
  }

  /** The octets that the client sent, while there was no failure. */
  long received() {
    return received;
  }

  /** A chunk must be appended before the next octet. */
  @Override
  public boolean overflowing() {
    return canonical.overflowing();
  }

  /** Appends the full chunk, then goes on. */
  Outcome<DeliveryListener> append(Supplier<Outcome<DeliveryListener>> then) {
    AppendTask task = new AppendTask(this, settings, upload, canonical.take(), then);
    return new Outcome.Blocking<>(Outcome.Lane.DELIVERY, task);
  }

  void appended(Upload to) {
    upload = Optional.of(to);
  }

  /** The message is complete: what the last task has to append, and what it delivers then. */
  DeliverTask.Source finish() {
    canonical.finish();
    List<byte[]> rest = new ArrayList<>();
    while (canonical.overflowing()) {
      rest.add(canonical.take());
    }
    rest.add(canonical.take());
    Content.Facts facts = canonical.facts();
    return new DeliverTask.Source(facts, upload, rest);
  }
}
