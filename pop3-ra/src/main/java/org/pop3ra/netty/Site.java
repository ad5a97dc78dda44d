package org.pop3ra.netty;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;

/**
 * What the connections of one listener share.
 *
 * @param conversations makes the conversation with a client; called on event loops
 */
record Site<L>(
    ListenerSettings settings,
    Function<Client, Conversation<L>> conversations,
    Endpoint<L> endpoint,
    Workers workers,
    ConnectionLimits limits,
    Live live,
    Refusals refusals,
    LongSupplier nanoClock) {
  private static final byte[] SILENCE = {};

  Site {
    requireNonNull(settings, "settings is null");
    requireNonNull(conversations, "conversations is null");
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(workers, "workers is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(live, "live is null");
    requireNonNull(refusals, "refusals is null");
    requireNonNull(nanoClock, "nanoClock is null");
  }

  Site(
      ListenerSettings settings,
      Function<Client, Conversation<L>> conversations,
      Endpoint<L> endpoint,
      Workers workers,
      LongSupplier nanoClock) {
    this(
        settings,
        conversations,
        endpoint,
        workers,
        new ConnectionLimits(
            settings.connections().most(), settings.connectionsPerAddress().most()),
        new Live(),
        new Refusals(nanoClock),
        nanoClock);
  }

  Admission admit(InetAddress address) {
    Admission admission = limits.enter(address);
    switch (admission) {
      case ADMITTED -> {}
      case TOO_MANY -> refusals.tell(settings.connections());
      case TOO_MANY_OF_ADDRESS -> refusals.tell(settings.connectionsPerAddress());
    }
    return admission;
  }

  Conversation<L> conversation(Door door, InetAddress from) {
    InetAddress address = ConnectionLimits.unmapped(from);
    if (door.implicitTls()) {
      return new ImplicitTls<>(Client.inTheClear(address), conversations);
    }
    return conversations.apply(
        door.upgradable() ? Client.withStartTls(address) : Client.inTheClear(address));
  }

  /** What is said to one that is not admitted: a handshake would cost more than it is worth. */
  Conversation<L> refusal(Door door) {
    return new Refusal<>(door.implicitTls() ? SILENCE : settings.refusal());
  }
}
