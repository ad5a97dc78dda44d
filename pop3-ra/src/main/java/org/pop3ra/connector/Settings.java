package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import jakarta.resource.spi.InvalidPropertyException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.lmtp.LmtpSettings;
import org.pop3ra.session.CleartextPolicy;

/**
 * The adapter's properties, checked. Every rule about a property's value is here, or in the
 * settings that this is made of.
 */
record Settings(
    Pop3 pop3,
    LoginSettings logins,
    Lmtp lmtp,
    TlsSettings tls,
    Optional<String> nodeName,
    ThreadSettings threads,
    Duration writeStall,
    Duration drain) {
  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;
  private static final int MILLION = 1_000_000;
  private static final int GIBI = 1 << 30;
  private static final int LEAST_IDLE_BY_RFC_1939 = 600;

  /** An upload that lies still for ten minutes is taken for abandoned, and its octets go. */
  private static final int LONGEST_LMTP_IDLE = 599;

  /** What only POP3 wants to know. */
  record Pop3(
      InetSocketAddress address,
      Duration idle,
      Duration login,
      int maxConnections,
      int maxConnectionsPerAddress,
      int maxBadCommands,
      int maxDiscardedOctets,
      Duration failedLoginDelay,
      CleartextPolicy cleartext) {}

  /** What only LMTP wants to know. */
  record Lmtp(
      InetSocketAddress address,
      int maxConnections,
      int maxConnectionsPerAddress,
      int maxDeliveries,
      LmtpSettings sessions) {}

  /**
   * Checks all properties.
   *
   * @throws InvalidPropertyException names every property that is wrong, and what it may be
   */
  static Settings of(LmtpProperties properties) throws InvalidPropertyException {
    Problems problems = new Problems();
    Settings settings = of(properties, problems);
    problems.throwIfAny();
    return settings;
  }

  /** As {@link #of(LmtpProperties)}, but what is wrong is collected; something stands in for it. */
  static Settings of(LmtpProperties properties, Problems problems) {
    Pop3 pop3 = pop3(properties, problems);
    Lmtp lmtp = lmtp(properties, pop3, problems);
    return new Settings(
        pop3,
        LoginSettings.of(properties, problems),
        lmtp,
        TlsSettings.of(
            properties, pop3.address().getAddress(), lmtp.address().getAddress(), problems),
        Optional.of(text(properties.getNodeName())).filter(name -> !name.isEmpty()),
        ThreadSettings.of(properties, problems),
        seconds("writeStallSeconds", properties.getWriteStallSeconds(), 1, HOUR, problems),
        seconds("drainSeconds", properties.getDrainSeconds(), 0, HOUR, problems));
  }

  /** What is allowed, and what an administrator should have thought about. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (pop3.idle().toSeconds() < LEAST_IDLE_BY_RFC_1939) {
      warnings.add(
          "idleSeconds is %d: RFC 1939 section 3 asks for at least 600"
              .formatted(pop3.idle().toSeconds()));
    }
    if (tls.source().isEmpty() && !pop3.address().getAddress().isLoopbackAddress()) {
      warnings.add(
          "POP3 listens on %s without TLS: there is no certificate (tlsCertificate)"
              .formatted(pop3.address().getAddress().getHostAddress()));
    }
    InetAddress deliveries = lmtp.address().getAddress();
    if (!deliveries.isLoopbackAddress()) {
      warnings.add(
          "LMTP listens on %s, not on loopback: anybody who reaches port %d can deliver mail"
              .formatted(deliveries.getHostAddress(), lmtp.address().getPort()));
    }
    return warnings;
  }

  private static Pop3 pop3(Pop3Properties from, Problems problems) {
    return new Pop3(
        address("pop3Port", from.getPop3Port(), "bindAddress", from.getBindAddress(), problems),
        seconds("idleSeconds", from.getIdleSeconds(), 1, DAY, problems),
        seconds("loginSeconds", from.getLoginSeconds(), 1, HOUR, problems),
        problems.number("maxConnections", from.getMaxConnections(), 1, MILLION),
        problems.number("maxConnectionsPerAddress", from.getMaxConnectionsPerAddress(), 0, MILLION),
        problems.number("maxBadCommands", from.getMaxBadCommands(), 1, MILLION),
        problems.number("maxDiscardedOctets", from.getMaxDiscardedOctets(), 1, GIBI),
        Duration.ofMillis(
            problems.number("failedLoginDelayMillis", from.getFailedLoginDelayMillis(), 0, 60_000)),
        problems.oneOf("cleartext", from.getCleartext(), CleartextPolicy.class));
  }

  private static Lmtp lmtp(LmtpProperties from, Pop3 pop3, Problems problems) {
    return new Lmtp(
        address("lmtpPort", from.getLmtpPort(), "lmtpBindAddress", lmtpBindAddress(from), problems),
        problems.number("lmtpMaxConnections", from.getLmtpMaxConnections(), 1, MILLION),
        problems.number(
            "lmtpMaxConnectionsPerAddress", from.getLmtpMaxConnectionsPerAddress(), 0, MILLION),
        problems.number("maxDeliveries", from.getMaxDeliveries(), 1, MILLION),
        lmtpSessions(from, pop3, problems));
  }

  private static LmtpSettings lmtpSessions(LmtpProperties from, Pop3 pop3, Problems problems) {
    return new LmtpSettings(
        HostName.of(from.getHostName(), problems),
        problems.number(
            "maxMessageOctets", from.getMaxMessageOctets(), 1024, LmtpSettings.LARGEST_MESSAGE),
        problems.number("maxRecipients", from.getMaxRecipients(), 1, MILLION),
        pop3.maxBadCommands(),
        pop3.maxDiscardedOctets(),
        lmtpIdle(from.getLmtpIdleSeconds(), problems),
        problems.oneOf("overQuota", from.getOverQuota(), LmtpSettings.OverQuota.class));
  }

  private static Duration lmtpIdle(Integer value, Problems problems) {
    if (value == null || value < 1 || value > LONGEST_LMTP_IDLE) {
      problems.add(
          "lmtpIdleSeconds",
          String.valueOf(value),
          "it must be from 1 to 599, because what was received of a message is given up after ten"
              + " minutes without progress");
      return Duration.ofSeconds(1);
    }
    return Duration.ofSeconds(value);
  }

  private static String lmtpBindAddress(LmtpProperties from) {
    String own = text(from.getLmtpBindAddress());
    return own.isEmpty() ? from.getBindAddress() : own;
  }

  private static InetSocketAddress address(
      String portName, Integer port, String hostName, String host, Problems problems) {
    InetSocketAddress address =
        new InetSocketAddress(text(host), problems.number(portName, port, 0, 65_535));
    if (text(host).isEmpty() || address.isUnresolved()) {
      problems.add(hostName, host, "it must be an address or the name of a host");
    }
    return address;
  }

  private static Duration seconds(
      String property, Integer value, int least, int most, Problems problems) {
    return Duration.ofSeconds(problems.number(property, value, least, most));
  }
}
