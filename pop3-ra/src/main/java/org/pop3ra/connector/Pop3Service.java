package org.pop3ra.connector;

import jakarta.resource.spi.work.WorkManager;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pop3ra.netty.ListenerSettings;
import org.pop3ra.netty.ListenerSettings.Limit;
import org.pop3ra.session.LoginGuard;
import org.pop3ra.session.Pop3Session;
import org.pop3ra.session.Pop3Settings;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.Terms;

/** POP3 (RFC 1939) as it is configured. */
final class Pop3Service {
  /** Commands are short: more than this need not be on its way. */
  private static final int RECEIVE_BUFFER = 16 * 1024;

  private static final int MOST_READ = 4 * 1024;

  /** As it is registered for RFC 7301. */
  private static final String ALPN = "pop3";

  private static final String IMPLEMENTATION = "pop3-ra";

  /** RFC 1939 section 4: a greeting is positive, so this is a refusal before it. */
  private static final String REFUSAL = "-ERR [SYS/TEMP] too many connections\r\n";

  private Pop3Service() {}

  static Service<MaildropListener> of(
      Settings settings, Optional<Certificates> certificates, WorkManager server) {
    LoginGuard guard = new LoginGuard(settings.pop3().failedLoginDelay(), System::nanoTime);
    Pop3Settings sessions = sessions(settings.pop3());
    Identities identities =
        new Identities(settings, new SecurityInflow(server, settings.logins().realmRole()));
    return new Service<>(
        "POP3",
        MaildropListener.class,
        identities::ready,
        MaildropListener::opening,
        network(settings, certificates),
        client -> new Pop3Session(sessions, identities.methods(), guard, client));
  }

  /** {@code clientCertificates}: whether clients are asked for one. */
  static Terms terms(boolean clientCertificates) {
    return new Terms(Optional.of(ALPN), clientCertificates);
  }

  private static Pop3Settings sessions(Settings.Pop3 pop3) {
    return new Pop3Settings(
        pop3.idle(),
        pop3.login(),
        pop3.maxBadCommands(),
        pop3.maxDiscardedOctets(),
        pop3.cleartext(),
        IMPLEMENTATION);
  }

  private static ListenerSettings network(Settings settings, Optional<Certificates> certificates) {
    Doors doors = new Doors(certificates, terms(settings.tls().clientCertificates()));
    return new ListenerSettings(
        doors.at(settings.pop3().address(), settings.tls().pop3s()),
        settings.tls().proxyFrom(),
        RECEIVE_BUFFER,
        MOST_READ,
        new Limit("maxConnections", settings.pop3().maxConnections()),
        new Limit("maxConnectionsPerAddress", settings.pop3().maxConnectionsPerAddress()),
        REFUSAL.getBytes(StandardCharsets.US_ASCII),
        settings.writeStall());
  }
}
