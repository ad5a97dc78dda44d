package org.pop3ra.bench.load;

import java.io.IOException;

/** What clients do, over and over. */
public interface Work {

  /** One client's part of it. */
  Turns begin(int client, int clients);

  /** A client at work; used by one thread. */
  interface Turns extends AutoCloseable {

    /**
     * Does one turn.
     *
     * @return whether there is another one to do
     * @throws IOException it went wrong; the client is ready for the next turn
     */
    boolean next(Tally tally) throws IOException;

    @Override
    default void close() throws IOException {}
  }
}
