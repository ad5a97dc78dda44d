package org.pop3ra.lmtp;

import java.nio.ByteBuffer;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryListener;

/** What the next octets are: a command line, the data after DATA, or a chunk after BDAT. */
interface Transfer {

  /**
   * Takes octets up to the end of what it reads.
   *
   * @return {@link Outcome.More} if there is nothing to do yet; octets may be left then, for
   *     another transfer
   */
  Outcome<DeliveryListener> receive(ByteBuffer input);

  /**
   * All input was taken. Octets of a message are a sign of life, however few they are: an empty
   * reply says so, where {@link Outcome.More} would let the idle limit run on.
   */
  static Outcome<DeliveryListener> pause(boolean progress) {
    return progress ? goOn() : new Outcome.More<>();
  }

  /** Nothing to say; what was received meanwhile can be looked at. */
  static Outcome<DeliveryListener> goOn() {
    return new Outcome.Reply<>(new byte[0], Outcome.After.CONTINUE);
  }
}
