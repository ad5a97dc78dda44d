package org.pop3ra.deployed;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.deployed.LoginServer.ACCOUNT;
import static org.pop3ra.deployed.LoginServer.PASSWORD;
import static org.pop3ra.deployed.LoginServer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A mail client of the system's, told to log in by one mechanism, to show what it says, and to
 * print the one message without deleting it. Each checks the server's certificate.
 */
final class MailTool {
  /** How it connects. */
  enum Way {
    CLEAR,
    STLS,
    POP3S
  }

  private static final Path BASE = Path.of(System.getProperty("it.base"));

  private final Tool tool;
  private final Server server;

  private MailTool(Tool tool, Server server) {
    this.tool = requireNonNull(tool, "tool is null");
    this.server = requireNonNull(server, "server is null");
  }

  static MailTool curl(Server server) {
    return new MailTool(Tool.named("curl", "curl"), server);
  }

  static MailTool mpop(Server server) {
    return new MailTool(Tool.named("mpop", "mpop"), server);
  }

  static MailTool fetchmail(Server server) {
    return new MailTool(Tool.named("fetchmail", "fetchmail"), server);
  }

  String run(String... arguments) throws IOException, InterruptedException {
    return tool.run(arguments);
  }

  /** {@code user} is name and password with a colon between them. */
  String curl(String mechanism, Way way, String user, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-sSv", "--max-time", "30", "-u", user, "--cacert", certificate()));
    arguments.addAll(List.of("--login-options", "AUTH=" + mechanism));
    if (way == Way.STLS) {
      arguments.add("--ssl-reqd");
    }
    arguments.addAll(List.of(more));
    String scheme = way == Way.POP3S ? "pop3s" : "pop3";
    arguments.add(scheme + "://127.0.0.1:" + port(way) + "/1");
    return tool.run(arguments.toArray(String[]::new));
  }

  /** The mechanism in mpop's words. */
  String mpop(String mechanism, Way way, String user, String... more)
      throws IOException, InterruptedException {
    Path uids = Files.createTempDirectory(BASE, "mpop").resolve("uids");
    Stream<String> arguments =
        Stream.of(
            "--host=localhost",
            "--port=" + port(way),
            "--timeout=30",
            "--debug",
            "--auth=" + mechanism,
            "--user=" + user,
            "--passwordeval=echo " + PASSWORD,
            "--tls=" + (way == Way.CLEAR ? "off" : "on"),
            "--tls-starttls=" + (way == Way.STLS ? "on" : "off"),
            "--tls-trust-file=" + certificate(),
            "--keep=on",
            "--delivery=mda,/bin/cat",
            "--uidls-file=" + uids);
    return tool.run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }

  /** What mpop says when it begins so. */
  static String command(String mechanism) {
    return switch (mechanism) {
      case "user" -> "USER " + ACCOUNT;
      case "apop" -> "APOP " + ACCOUNT;
      default -> "AUTH " + mechanism.toUpperCase(Locale.ROOT);
    };
  }

  /** Protocol and authentication in fetchmail's words. */
  String fetchmail(String protocol, String authentication, Way way)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(BASE, "fetchmail");
    String protection =
        switch (way) {
          case CLEAR -> "sslproto ''";
          case STLS -> "sslproto 'TLS1.2+' sslcertck sslcertfile '" + certificate() + "'";
          case POP3S -> "ssl sslproto 'TLS1.2+' sslcertck sslcertfile '" + certificate() + "'";
        };
    String settings =
        "poll localhost service %d protocol %s auth %s user %s password %s %s keep mda /bin/cat%n"
            .formatted(port(way), protocol, authentication, ACCOUNT, PASSWORD, protection);
    return tool.runWith(
        settings,
        "-v",
        "-f",
        "-",
        "--nosyslog",
        "--pidfile",
        directory.resolve("pid").toString(),
        "--idfile",
        directory.resolve("ids").toString());
  }

  private int port(Way way) {
    return way == Way.POP3S ? server.pop3sPort() : server.pop3Port();
  }

  private static String certificate() {
    return file("localhost.pem").toString();
  }
}
