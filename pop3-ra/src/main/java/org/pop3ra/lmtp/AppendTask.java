package org.pop3ra.lmtp;

import java.util.Optional;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.Upload;

/** Stores one full chunk of a message too large for memory; the first one begins the upload. */
record AppendTask(
    MessageIntake intake,
    LmtpSettings settings,
    Optional<Upload> upload,
    byte[] chunk,
    Supplier<Outcome<DeliveryListener>> then)
    implements Outcome.Task<DeliveryListener> {

  @Override
  public Supplier<Outcome<DeliveryListener>> run(DeliveryListener listener) {
    try {
      Upload to = upload.isPresent() ? upload.get() : listener.begin();
      listener.append(to, chunk);
      return () -> appended(to);
    } catch (DeliveryException e) {
      LmtpReply reply = Failures.reply(e, settings);
      return () -> failed(reply);
    }
  }

  @Override
  public Outcome<DeliveryListener> failed(Outcome.Failure why) {
    return failed(Failures.reply(why));
  }

  private Outcome<DeliveryListener> appended(Upload to) {
    intake.appended(to);
    return then.get();
  }

  private Outcome<DeliveryListener> failed(LmtpReply reply) {
    intake.fail(reply);
    return then.get();
  }
}
