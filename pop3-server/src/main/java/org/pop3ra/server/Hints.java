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
    if (ports.pop3s() != 0) {
      out.printf("  POP3S          %s:%d%s%n", host, ports.pop3s(), certificate());
    }
    out.printf("  LMTP           %s:%d%n", settings.lmtpClientHost(), ports.lmtp());
    if (ports.lmtps() != 0) {
      out.printf("  LMTPS          %s:%d%n", settings.lmtpClientHost(), ports.lmtps());
    }
    out.printf("  Accounts       %s%n", accounts);
    out.printf("  Console        http://127.0.0.1:%d%n", ports.management());
    out.printf("  Administrator  %s, password %s%n", Administrator.NAME, shownPassword());
    out.printf("  Data           %s%n%n", settings.data());
    if (settings.demo()) {
      printDemo(out);
    } else {
      printFirstAccount(out);
    }
    out.printf("Ctrl-C stops it.%n%n");
  }

  private void printDemo(PrintStream out) {
    out.printf("The account %s has the password %s.", Demo.NAME, Demo.PASSWORD);
    if (settings.ports().pop3s() != 0) {
      out.printf(
          " Read its first message:%n%n  curl %s-u %s:%s pop3s://%s:%d/1%n%n",
          settings.selfSigned().isPresent() ? "-k " : "",
          Demo.NAME,
          Demo.PASSWORD,
          settings.clientHost(),
          settings.ports().pop3s());
    } else {
      out.printf(
          " Read its first message:%n%n  curl -k --ssl-reqd -u %s:%s pop3://%s:%d/1%n%n",
          Demo.NAME, Demo.PASSWORD, settings.clientHost(), settings.ports().pop3());
    }
  }

  /** curl asks for the password, which is not for the list of processes. */
  private void printFirstAccount(PrintStream out) {
    out.printf(
        """
        Make an account, here of jane, whose password is secret:

          curl -u %s -X PUT -H 'Content-Type: application/json' %s/jane \\
            -d '{"password": "secret", "addresses": ["jane@example.org"]}'

        """,
        Administrator.NAME, accounts);
  }

  private String certificate() {
    return settings
        .selfSigned()
        .map(own -> ", with a certificate of its own making: " + own.certificate())
        .orElse("");
  }

  private String shownPassword() {
    return settings.administratorPassword().isPresent()
        ? "as in POP3_ADMIN_PASSWORD"
        : administrator.password();
  }
}
