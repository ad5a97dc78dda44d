package org.pop3ra.bench.load;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Accounts from {@code first} on. Clients part them among themselves: two never want the same
 * maildrop, which only one of them could have.
 */
public record Range(int first, int count) {

  public Range {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException("no accounts: " + count + " from " + first);
    }
  }

  /** How many accounts a client has for itself. */
  int share(int client, int clients) {
    return (count - client + clients - 1) / clients;
  }

  /** The account of a client's turn; after its last account comes its first again. */
  int account(int client, int clients, int turn) {
    return first + client + turn % share(client, clients) * clients;
  }

  /** Their numbers, ascending. */
  public List<Integer> numbers() {
    return IntStream.range(first, first + count).boxed().toList();
  }
}
