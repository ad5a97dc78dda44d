package org.pop3ra.lmtp;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryListener;

/** The data after DATA, up to CRLF.CRLF. */
final class DataTransfer implements Transfer {
  private final DataReader reader = new DataReader();
  private final Window window = new Window();
  private final MessageIntake intake;
  private final Supplier<Outcome<DeliveryListener>> complete;

  DataTransfer(MessageIntake intake, Supplier<Outcome<DeliveryListener>> complete) {
    this.intake = intake;
    this.complete = complete;
  }

  @Override
  public Outcome<DeliveryListener> receive(ByteBuffer input) {
    boolean progress = input.hasRemaining();
    while (!intake.overflowing()) {
      if (!input.hasRemaining()) {
        return Transfer.pause(progress);
      }
      int length = window.look(input, input.remaining());
      window.take(input, reader.read(window.octets(), length, intake));
      if (reader.ended()) {
        return complete.get();
      }
    }
    return intake.append(Transfer::goOn);
  }
}
