package org.pop3ra.connector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.pop3ra.lmtp.LmtpSettings;

/** The name that this host gives itself in greetings and {@code Received:} lines. */
final class HostName {
  private static final String LAST_RESORT = "localhost";

  private HostName() {}

  /** The configured name, or where that is empty the system's, if it can be used. */
  static String of(String configured, Problems problems) {
    String name = Problems.text(configured);
    if (name.isEmpty()) {
      return local();
    }
    if (!LmtpSettings.validHostName(name)) {
      problems.add("hostName", configured, "it must be a domain name, or an address in brackets");
      return LAST_RESORT;
    }
    return name;
  }

  private static String local() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return LmtpSettings.validHostName(name) ? name : LAST_RESORT;
    } catch (UnknownHostException e) {
      return LAST_RESORT;
    }
  }
}
