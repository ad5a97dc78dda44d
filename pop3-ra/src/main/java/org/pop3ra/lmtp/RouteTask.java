package org.pop3ra.lmtp;

import java.util.function.Function;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.Route;

/** Finds out where a recipient's mail goes. */
record RouteTask(
    String address,
    long declaredOctets,
    LmtpSettings settings,
    Function<Recipient, Outcome<DeliveryListener>> accepted,
    Function<LmtpReply, Outcome<DeliveryListener>> refused)
    implements Outcome.Task<DeliveryListener> {

  @Override
  public Supplier<Outcome<DeliveryListener>> run(DeliveryListener listener) {
    try {
      Route route = listener.route(address, declaredOctets);
      return () -> accepted.apply(new Recipient(address, route));
    } catch (DeliveryException e) {
      LmtpReply reply = Failures.reply(e, settings);
      return () -> refused.apply(reply);
    }
  }

  @Override
  public Outcome<DeliveryListener> failed(Outcome.Failure why) {
    return refused.apply(Failures.reply(why));
  }
}
