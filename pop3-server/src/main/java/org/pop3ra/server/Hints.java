package org.pop3ra.server;

import java.io.PrintStream;
import java.net.URI;

/** What to try next, once the server is ready. */
record Hints(Settings settings, Administrator administrator, URI accounts) {

  void print(PrintStream out) {
    Ports ports = settings.ports();
    String host = settings.clientHost();
    out.printf("%npop3-ra is ready.%n%n");
    out.printf("  POP3           %s:%d%n", host, ports.pop3());
    out.printf("  LMTP           %s:%d%n", settings.lmtpClientHost(), ports.lmtp());
    out.printf("  Accounts       %s%n", accounts);
    out.printf("  Console        http://127.0.0.1:%d%n", ports.management());
    out.printf("  Administrator  %s, password %s%n", Administrator.NAME, shownPassword());
    out.printf("  Data           %s%n%n", settings.data());
    if (settings.demo()) {
      printDemo(out);
    }
    out.printf("Ctrl-C stops it.%n%n");
  }

  private void printDemo(PrintStream out) {
    out.printf("The account %s has the password %s.", Demo.NAME, Demo.PASSWORD);
    if (settings.cleartext().equals("never")) {
      out.printf(" POP3_CLEARTEXT=never keeps it out as long as there is no TLS.%n%n");
      return;
    }
    out.printf(
        " Read its first message:%n%n  curl -u %s:%s pop3://%s:%d/1%n%n",
        Demo.NAME, Demo.PASSWORD, settings.clientHost(), settings.ports().pop3());
  }

  private String shownPassword() {
    return settings.administratorPassword().isPresent()
        ? "as in POP3_ADMIN_PASSWORD"
        : administrator.password();
  }
}
