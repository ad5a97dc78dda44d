package org.pop3ra.deployed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients of several servers that empty one maildrop, each as if it were alone. */
final class LeaseRace {

  private static final int CLIENTS_OF_EACH = 3;

  private final String account;
  private final AtomicInteger holders = new AtomicInteger();
  private final AtomicInteger mostHolders = new AtomicInteger();
  private final Collection<String> deleted = new ConcurrentLinkedQueue<>();
  private final Set<Server> winners = ConcurrentHashMap.newKeySet();

  LeaseRace(String account) {
    this.account = account;
  }

  /** Returns when the maildrop is empty. */
  void run(Server... servers) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(servers.length * CLIENTS_OF_EACH);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (Server server : servers) {
        for (int i = 0; i < CLIENTS_OF_EACH; i++) {
          ends.add(clients.submit(() -> client(server)));
        }
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  int mostHolders() {
    return mostHolders.get();
  }

  /** The unique-id of every message that a QUIT with +OK deleted. */
  Collection<String> deleted() {
    return deleted;
  }

  Set<Server> winners() {
    return winners;
  }

  private Void client(Server server) throws IOException {
    boolean empty = false;
    while (!empty) {
      try (Pop3Client client = server.connect()) {
        client.ok();
        client.ok("USER " + account);
        String reply = client.send("PASS secret");
        if (reply.startsWith("+OK")) {
          winners.add(server);
          empty = hold(client);
        } else if (!reply.startsWith("-ERR [IN-USE] ")) {
          throw new AssertionError(reply);
        }
      }
    }
    return null;
  }

  /** Returns whether there was nothing to delete. */
  private boolean hold(Pop3Client client) throws IOException {
    mostHolders.accumulateAndGet(holders.incrementAndGet(), Math::max);
    client.ok("UIDL");
    List<String> listing = client.lines();
    if (!listing.isEmpty()) {
      client.ok("DELE 1");
    }
    holders.decrementAndGet();
    client.ok("QUIT");
    if (!listing.isEmpty()) {
      deleted.add(listing.get(0).substring("1 ".length()));
    }
    return listing.isEmpty();
  }
}
