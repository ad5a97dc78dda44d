package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Dismissal;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryListener;

/**
 * Carries out the outcomes of a conversation as the network side would, without a network: tasks
 * run at once, waits take no time, input comes in pieces of a given size.
 */
final class LmtpConnection {
  static final LmtpSettings SETTINGS =
      new LmtpSettings(
          "mx.example.org",
          1_000_000,
          5,
          4,
          4096,
          Duration.ofMinutes(5),
          LmtpSettings.OverQuota.TEMPORARY);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-05T06:07:08Z"), ZoneOffset.ofHours(2));

  private final DeliveryListener listener;
  private final Conversation<DeliveryListener> session;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private Optional<Outcome.Failure> taskFailure = Optional.empty();
  private Duration waited = Duration.ZERO;
  private Runnable atNextWait = () -> {};
  private int tasks;
  private boolean closed;

  LmtpConnection(DeliveryListener listener) {
    this(listener, SETTINGS, new DeliverySlots(1));
  }

  LmtpConnection(DeliveryListener listener, LmtpSettings settings, DeliverySlots slots) {
    this.listener = listener;
    Client client = Client.inTheClear(InetAddress.getLoopbackAddress());
    session = new LmtpSession(settings, slots, client, CLOCK);
    carryOut(session.open());
  }

  /** Tasks end like this from now on, without having been run. */
  LmtpConnection failTasks(Outcome.Failure why) {
    taskFailure = Optional.of(why);
    return this;
  }

  /** Runs this at the next wait. */
  LmtpConnection whenWaiting(Runnable once) {
    atNextWait = once;
    return this;
  }

  LmtpConnection send(String text) {
    return send(text.getBytes(ISO_8859_1), Integer.MAX_VALUE);
  }

  LmtpConnection send(byte[] octets, int pieces) {
    for (int at = 0; at < octets.length && !closed; ) {
      int length = Math.min(pieces, octets.length - at);
      receive(ByteBuffer.wrap(octets, at, length).slice());
      at += length;
    }
    return this;
  }

  LmtpConnection endInput() {
    carryOut(session.endOfInput());
    return this;
  }

  LmtpConnection dismiss(Dismissal why) {
    carryOut(session.dismiss(why));
    return this;
  }

  LmtpConnection abandon() {
    session.abandon();
    return this;
  }

  /** What was said since the last call, CRLF as a line feed. */
  String said() {
    String text = output.toString(ISO_8859_1).replace("\r\n", "\n");
    output.reset();
    return text;
  }

  boolean closed() {
    return closed;
  }

  int tasks() {
    return tasks;
  }

  Duration waited() {
    return waited;
  }

  String summary() {
    return session.summary();
  }

  private void receive(ByteBuffer input) {
    while (input.hasRemaining() && !closed) {
      Outcome<DeliveryListener> outcome = session.receive(input);
      if (outcome instanceof Outcome.More && input.hasRemaining()) {
        throw new IllegalStateException("More, with input left");
      }
      carryOut(outcome);
    }
  }

  private void carryOut(Outcome<DeliveryListener> first) {
    Outcome<DeliveryListener> outcome = first;
    while (true) {
      if (outcome instanceof Outcome.Blocking<DeliveryListener> blocking) {
        outcome = run(blocking.task());
      } else if (outcome instanceof Outcome.Later<DeliveryListener> later) {
        waited = waited.plus(later.delay());
        Runnable once = atNextWait;
        atNextWait = () -> {};
        once.run();
        outcome = later.then().get();
      } else {
        break;
      }
    }
    if (outcome instanceof Outcome.Reply<DeliveryListener> reply) {
      output.writeBytes(reply.octets());
      closed = reply.after() == Outcome.After.CLOSE;
    }
  }

  private Outcome<DeliveryListener> run(Outcome.Task<DeliveryListener> task) {
    tasks++;
    if (taskFailure.isPresent()) {
      return task.failed(taskFailure.get());
    }
    Supplier<Outcome<DeliveryListener>> continuation;
    try {
      continuation = task.run(listener);
    } catch (Exception e) {
      return task.failed(Outcome.Failure.BROKEN);
    }
    return continuation.get();
  }
}
