package org.pop3ra.transcript;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.pop3ra.lmtp.DeliverySlots;
import org.pop3ra.lmtp.LmtpSession;
import org.pop3ra.lmtp.LmtpSettings;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.MemoryDeliveries;

/**
 * LMTP sessions that deliver into memory. Knows {@code given maildrop NAME/SECRET}, {@code given
 * address ADDRESS NAME}; beyond these, for transcripts marked {@code @core}: {@code given setting
 * NAME VALUE}, {@code given no certificate} and the actions {@code refuse route ADDRESS STATUS},
 * {@code refuse delivery NAME STATUS}, {@code fail STATUS}.
 */
public class LmtpCoreStage extends ConversationStage<DeliveryListener> {
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private final DeliverySlots slots = new DeliverySlots(2);
  private LmtpSettings settings = LmtpSettings.defaults("mx.example.org");
  private boolean tls = true;

  @Override
  protected Conversation<DeliveryListener> converse() {
    InetAddress address = InetAddress.getLoopbackAddress();
    Client client = tls ? Client.withStartTls(address) : Client.inTheClear(address);
    return new LmtpSession(settings, slots, client, Clock.systemUTC());
  }

  @Override
  protected DeliveryListener listener() {
    return deliveries;
  }

  @Override
  public void given(Transcript.Given given) {
    List<String> words = given.words();
    switch (words.get(0)) {
      case "maildrop" -> maildrop(words.get(1).split("/", 2)[0]);
      case "address" -> deliveries.address(words.get(1), words.get(2));
      case "no" -> tls = false;
      case "setting" -> set(words.get(1), words.get(2));
      default -> throw new IllegalArgumentException("unknown: given " + words);
    }
  }

  @Override
  public void act(List<String> words) {
    switch (words.get(0)) {
      case "refuse" -> refuse(words.get(1), words.get(2), DeliveryStatus.valueOf(words.get(3)));
      case "fail" -> deliveries.failStore(DeliveryStatus.valueOf(words.get(1)));
      default -> super.act(words);
    }
  }

  @Override
  public int messagesLeft(String user) {
    return deliveries.stored(user).size();
  }

  private void maildrop(String name) {
    deliveries.address(name, name);
  }

  private void refuse(String what, String which, DeliveryStatus status) {
    switch (what) {
      case "route" -> deliveries.refuseRoute(which, status);
      case "delivery" -> deliveries.refuseDelivery(which, status);
      default -> throw new IllegalArgumentException("unknown: refuse " + what);
    }
  }

  private void set(String name, String value) {
    settings =
        new LmtpSettings(
            settings.hostName(),
            number("maxMessageOctets", name, value, settings.maxMessageOctets()),
            number("maxRecipients", name, value, settings.maxRecipients()),
            number("maxBadCommands", name, value, settings.maxBadCommands()),
            number("maxDiscardedOctets", name, value, settings.maxDiscardedOctets()),
            settings.idle(),
            name.equals("overQuota")
                ? LmtpSettings.OverQuota.valueOf(value.toUpperCase(Locale.ROOT))
                : settings.overQuota());
  }

  private static int number(String wanted, String name, String value, int otherwise) {
    return wanted.equals(name) ? Integer.parseInt(value) : otherwise;
  }
}
