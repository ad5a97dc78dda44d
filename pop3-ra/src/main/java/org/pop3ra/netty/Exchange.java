package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.function.Supplier;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Dismissal;
import org.pop3ra.session.Outcome;

/**
 * Carries out what one conversation wants, one outcome at a time.
 *
 * <ul>
 *   <li>Everything happens on the connection's event loop, except for tasks.
 *   <li>The socket is read only when the conversation has taken all that was read before and its
 *       replies were handed over.
 *   <li>A loop, never recursion, goes from command to command, however many come at once.
 *   <li>If the connection is lost while a task runs, the conversation is abandoned only after the
 *       task's continuation, so that what the task acquired is given back.
 * </ul>
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class Exchange<L> {
  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

  /** The longest wait of a conversation that the server wants to end. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(50);

  private final Site<L> site;
  private final Door door;
  private final Channel channel;
  private final Conversation<L> conversation;
  private final Input input = new Input();
  private final Output output;
  private final Patience patience;
  private final Tasks<L> tasks;
  private final Steps<L> steps;
  private final Pause pause;
  private final Ending ending;
  private final Duration linger;
  private Phase phase = Phase.WORKING;
  private boolean inputEnded;
  private boolean last;
  private Dismissal dismissal;
  private PieceStream<L> stream;
  private Farewell farewell;

  /** {@code linger} is how long to wait for the client's end after the last reply. */
  Exchange(
      Site<L> site, Door door, Channel channel, Conversation<L> conversation, Duration linger) {
    this.site = site;
    this.door = door;
    this.channel = channel;
    this.conversation = conversation;
    this.output = new Output(channel);
    this.patience = new Patience(channel, site.settings().writeStall(), site.nanoClock());
    this.tasks = new Tasks<>(site, channel, this::returned);
    this.steps = new Steps<>(channel, conversation, this::carryOut);
    this.pause = new Pause(channel.eventLoop());
    this.ending = new Ending(conversation, site.live());
    this.linger = linger;
  }

  void start() {
    steps.run(conversation::open);
  }

  /** Takes the buffer over. */
  void received(ByteBuf octets) {
    switch (phase) {
      case READING -> {
        input.add(octets, channel.alloc());
        steps.run(this::next);
      }
      case WORKING, WRITING, STREAMING, SECURING -> input.add(octets, channel.alloc());
      case LEAVING -> farewell.received(octets);
      case LOST -> octets.release();
    }
  }

  /** Noticed when everything that came before it is done. */
  void inputEnded() {
    inputEnded = true;
    if (phase == Phase.READING) {
      steps.run(this::next);
    } else if (phase == Phase.LEAVING) {
      farewell.inputEnded();
    } else if (phase == Phase.SECURING) {
      channel.close();
    }
  }

  /** The channel takes octets again. */
  void writable() {
    if (phase == Phase.WRITING && !steps.running()) {
      steps.run(() -> proceed(input.isEmpty()));
    } else if (phase == Phase.STREAMING && !steps.running()) {
      stream.writable();
    }
  }

  /** The channel is closed. */
  void lost() {
    phase = Phase.LOST;
    try {
      input.clear();
      output.clear();
      pause.cancel();
      if (stream != null) {
        stream.lost();
      }
    } finally {
      returned();
    }
  }

  /**
   * At once if the conversation waits for a command, else after the reply under way; that for which
   * it only lets time pass comes now.
   */
  void dismiss(Dismissal why) {
    dismissal = why;
    switch (phase) {
      case READING -> steps.run(this::next);
      case WORKING -> pause.end();
      case LEAVING -> farewell.hurry();
      case SECURING -> channel.close();
      case WRITING, STREAMING, LOST -> {} // Noticed after the reply.
    }
  }

  void cut() {
    channel.close();
  }

  /** Several times a second. */
  void tick() {
    if (patience.stalled()) {
      LOG.log(DEBUG, () -> "Takes nothing of its reply: " + conversation.summary());
      channel.close();
    } else if (patience.sending()) { // Silence counts from the end of a reply.
      patience.renew(conversation.idleLimit());
      if (patience.idleTooLong() && !last) {
        // There is no time left at all: that to log in ends, whatever is on its way.
        channel.close();
      }
    } else if ((phase == Phase.READING || phase == Phase.SECURING) && patience.idleTooLong()) {
      dismiss(Dismissal.IDLE);
    } else if (phase == Phase.LEAVING) {
      farewell.tick();
    }
  }

  /** The outcome to be carried out next, or null if something must happen first. */
  private Outcome<L> carryOut(Outcome<L> outcome) {
    if (phase == Phase.LOST) {
      return dropped(outcome);
    }
    if (outcome instanceof Outcome.More) {
      return proceed(true);
    }
    patience.renew(conversation.idleLimit());
    if (outcome instanceof Outcome.Reply<L> reply) {
      return reply(reply);
    }
    output.handOver(true);
    if (outcome instanceof Outcome.StartTls<L> start) {
      return secure(start);
    }
    if (outcome instanceof Outcome.Blocking<L> blocking) {
      work(blocking);
    } else if (outcome instanceof Outcome.Later<L> later) {
      sleep(later);
    } else if (outcome instanceof Outcome.Stream<L> streaming) {
      stream(streaming);
    }
    return null;
  }

  private Outcome<L> reply(Outcome.Reply<L> reply) {
    output.add(reply.octets());
    last |= reply.after() == Outcome.After.CLOSE;
    return proceed(last || input.isEmpty());
  }

  private Outcome<L> proceed(boolean flush) {
    phase = Phase.WRITING;
    if (!output.handOver(flush)) {
      return null;
    }
    return last ? leave() : next();
  }

  private Outcome<L> next() {
    phase = Phase.WRITING;
    if (dismissal != null) {
      last = true;
      return conversation.dismiss(dismissal);
    }
    if (!input.isEmpty()) {
      return conversation.receive(input.view());
    }
    input.clear();
    if (inputEnded) {
      last = true;
      return conversation.endOfInput();
    }
    phase = Phase.READING;
    channel.read();
    return null;
  }

  private Outcome<L> leave() {
    phase = Phase.LEAVING;
    input.clear();
    farewell = new Farewell(channel, site.nanoClock(), inputEnded, linger);
    if (dismissal == Dismissal.SHUTDOWN) {
      farewell.hurry();
    }
    conversation.abandon();
    farewell.after(output.flush());
    return null;
  }

  /**
   * Octets behind the command were sent in the clear, perhaps by somebody else: they end the
   * connection. Those that are not here yet will meet the handshake.
   */
  private Outcome<L> secure(Outcome.StartTls<L> start) {
    if (!input.isEmpty()) {
      LOG.log(INFO, () -> "Octets in the clear behind the start of TLS: " + conversation.summary());
      last = true;
      return leave();
    }
    input.clear();
    output.add(start.octets());
    output.handOver(true);
    phase = Phase.SECURING;
    patience.renew(Handshake.LIMIT);
    Handshake.begin(channel, door, site.workers(), tls -> resume(() -> start.then().apply(tls)));
    return null;
  }

  private void work(Outcome.Blocking<L> blocking) {
    phase = Phase.WORKING;
    tasks.submit(
        blocking.lane(),
        blocking.task()::run,
        this::resume,
        why -> resume(() -> blocking.task().failed(why)));
  }

  private void sleep(Outcome.Later<L> later) {
    phase = Phase.WORKING;
    boolean hurried = dismissal != null && later.delay().compareTo(SHORT_WAIT) > 0;
    pause.begin(hurried ? SHORT_WAIT : later.delay(), () -> steps.run(later.then()));
  }

  private void stream(Outcome.Stream<L> streaming) {
    phase = Phase.STREAMING;
    // Not the outcome itself: its first piece would be kept for as long as the stream lasts.
    Outcome.Pieces<L> pieces = streaming.pieces();
    stream =
        new PieceStream<>(channel, tasks::fetch, pieces, complete -> streamed(pieces, complete));
    stream.begin(streaming.first());
  }

  private void streamed(Outcome.Pieces<L> pieces, boolean complete) {
    stream = null;
    if (complete) {
      resume(() -> pieces.ended(true));
    } else {
      // The reply is half out: whatever followed would be taken for its rest.
      steps.run(() -> dropped(pieces.ended(false)));
      channel.close();
    }
  }

  private void returned() {
    if (phase == Phase.LOST && !tasks.inFlight()) {
      ending.end();
    }
  }

  private void resume(Supplier<Outcome<L>> continuation) {
    steps.run(phase == Phase.LOST ? () -> dropped(continuation.get()) : continuation);
  }

  private Outcome<L> dropped(Outcome<L> outcome) {
    LOG.log(DEBUG, () -> "Not carried out: " + outcome.getClass().getSimpleName());
    return null;
  }
}
