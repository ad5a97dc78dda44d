package org.pop3ra.account.vouching;

import java.io.IOException;

/** One way to find out what a token is worth. Thread-safe. */
interface TokenCheck extends AutoCloseable {
  /**
   * What its issuer says of a token that is valid now.
   *
   * @throws RefusedTokenException if it is not
   * @throws IOException if that cannot be found out now
   */
  Claims check(String token) throws RefusedTokenException, IOException;

  /** Ends its connections, if it keeps any. */
  @Override
  default void close() {}
}
