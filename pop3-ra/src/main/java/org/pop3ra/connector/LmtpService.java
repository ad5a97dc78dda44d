package org.pop3ra.connector;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.pop3ra.lmtp.DeliverySlots;
import org.pop3ra.lmtp.LmtpSession;
import org.pop3ra.lmtp.LmtpSettings;
import org.pop3ra.netty.ListenerSettings;
import org.pop3ra.netty.ListenerSettings.Limit;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.Terms;

/** LMTP (RFC 2033) as it is configured. */
final class LmtpService {
  /** There is no name for LMTP in RFC 7301. */
  static final Terms TERMS = new Terms(Optional.empty(), false);

  private static final int RECEIVE_BUFFER = 128 * 1024;
  private static final int MOST_READ = 64 * 1024;

  private LmtpService() {}

  static Service<DeliveryListener> of(Settings settings, Optional<Certificates> certificates) {
    LmtpSettings sessions = settings.lmtp().sessions();
    DeliverySlots slots = new DeliverySlots(settings.lmtp().maxDeliveries());
    Clock clock = Clock.system(ZoneId.systemDefault());
    return new Service<>(
        "LMTP",
        DeliveryListener.class,
        DeliveryListener::ready,
        DeliveryListener::opening,
        network(settings, certificates),
        client -> new LmtpSession(sessions, slots, client, clock));
  }

  private static ListenerSettings network(Settings settings, Optional<Certificates> certificates) {
    Doors doors = new Doors(certificates, TERMS);
    // RFC 5321 section 3.8: 421 says that the channel is closed.
    String refusal = "421 4.3.2 " + settings.lmtp().sessions().hostName() + " too busy\r\n";
    return new ListenerSettings(
        doors.at(settings.lmtp().address(), settings.tls().lmtps()),
        settings.tls().lmtpProxyFrom(),
        RECEIVE_BUFFER,
        MOST_READ,
        new Limit("lmtpMaxConnections", settings.lmtp().maxConnections()),
        new Limit("lmtpMaxConnectionsPerAddress", settings.lmtp().maxConnectionsPerAddress()),
        refusal.getBytes(StandardCharsets.US_ASCII),
        settings.writeStall());
  }
}
