package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.pop3ra.netty.ListenerSettings;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;
import org.pop3ra.spi.Reception;

/**
 * One protocol, ready to be served.
 *
 * @param name for the log
 * @param listenerType what the application's bean implements
 * @param ready asks the bean whether it can serve
 * @param opening tells the bean, if so, how it can end its sessions
 * @param conversations makes the conversation with a client
 */
record Service<L>(
    String name,
    Class<L> listenerType,
    BiPredicate<L, Optional<String>> ready,
    BiConsumer<L, Reception> opening,
    ListenerSettings network,
    Function<Client, Conversation<L>> conversations) {
  Service {
    requireNonNull(name, "name is null");
    requireNonNull(listenerType, "listenerType is null");
    requireNonNull(ready, "ready is null");
    requireNonNull(opening, "opening is null");
    requireNonNull(network, "network is null");
    requireNonNull(conversations, "conversations is null");
  }
}
