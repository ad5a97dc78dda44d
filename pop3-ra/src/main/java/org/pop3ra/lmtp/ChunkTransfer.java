package org.pop3ra.lmtp;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryListener;

/** The octets of one BDAT: counted, and otherwise not looked at (RFC 3030 section 2). */
final class ChunkTransfer implements Transfer {
  private final Window window = new Window();
  private final MessageIntake intake;
  private final Supplier<Outcome<DeliveryListener>> complete;
  private long missing;

  ChunkTransfer(long octets, MessageIntake intake, Supplier<Outcome<DeliveryListener>> complete) {
    this.missing = octets;
    this.intake = intake;
    this.complete = complete;
  }

  @Override
  public Outcome<DeliveryListener> receive(ByteBuffer input) {
    boolean progress = input.hasRemaining();
    // The end is looked for first: no more input may come to wait for.
    while (missing > 0) {
      if (intake.overflowing()) {
        return intake.append(Transfer::goOn);
      }
      if (!input.hasRemaining()) {
        return Transfer.pause(progress);
      }
      int length = window.look(input, missing);
      int taken = intake.accept(window.octets(), 0, length);
      window.take(input, taken);
      missing -= taken;
    }
    return complete.get();
  }
}
