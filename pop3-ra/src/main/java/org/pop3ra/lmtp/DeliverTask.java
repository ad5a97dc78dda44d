package org.pop3ra.lmtp;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.Envelope;
import org.pop3ra.spi.Upload;

/** Stores what is left of a message, then delivers it; one reply for each recipient. */
record DeliverTask(
    Envelope envelope,
    List<Recipient> recipients,
    Source source,
    LmtpSettings settings,
    Function<List<LmtpReply>, Outcome<DeliveryListener>> then)
    implements Outcome.Task<DeliveryListener> {

  /**
   * A complete message: what is stored of it, and the chunks that are not, at least one.
   *
   * @param upload empty if nothing is stored yet
   */
  record Source(Content.Facts facts, Optional<Upload> upload, List<byte[]> rest) {}

  DeliverTask {
    recipients = List.copyOf(recipients);
  }

  @Override
  public Supplier<Outcome<DeliveryListener>> run(DeliveryListener listener) {
    List<LmtpReply> replies = deliver(listener);
    return () -> then.apply(replies);
  }

  @Override
  public Outcome<DeliveryListener> failed(Outcome.Failure why) {
    return then.apply(all(Failures.reply(why)));
  }

  private List<LmtpReply> deliver(DeliveryListener listener) {
    try {
      Content content = content(listener);
      return replies(listener.deliver(new Delivery(envelope, recipients, content)));
    } catch (DeliveryException e) {
      return all(Failures.reply(e, settings));
    }
  }

  private Content content(DeliveryListener listener) throws DeliveryException {
    if (source.upload().isEmpty() && source.rest().size() == 1) {
      return new Content.InMemory(source.facts(), source.rest().get(0));
    }
    Upload to = source.upload().isPresent() ? source.upload().get() : listener.begin();
    for (byte[] chunk : source.rest()) {
      listener.append(to, chunk);
    }
    return new Content.Uploaded(source.facts(), to);
  }

  private List<LmtpReply> replies(List<DeliveryStatus> statuses) {
    if (statuses.size() != recipients.size()) {
      throw new IllegalStateException("not one status for each recipient");
    }
    return statuses.stream().map(s -> LmtpReply.of(s, settings.overQuota())).toList();
  }

  private List<LmtpReply> all(LmtpReply reply) {
    return Collections.nCopies(recipients.size(), reply);
  }
}
