package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the launcher itself has to know of the environment, checked before anything starts. The
 * server reads the same variables by the expressions in its configuration.
 *
 * @param selfSigned the certificate to make if it is not there; empty if the server is given one
 */
record Settings(
    Ports ports,
    InetAddress bind,
    InetAddress lmtpBind,
    ProxyHeaders proxyHeaders,
    Path data,
    Optional<SelfSigned> selfSigned,
    String hostName,
    String cleartext,
    Optional<String> administratorPassword,
    boolean demo,
    List<String> javaOptions) {

  Settings {
    requireNonNull(ports, "ports is null");
    requireNonNull(bind, "bind is null");
    requireNonNull(lmtpBind, "lmtpBind is null");
    requireNonNull(proxyHeaders, "proxyHeaders is null");
    requireNonNull(data, "data is null");
    requireNonNull(selfSigned, "selfSigned is null");
    requireNonNull(hostName, "hostName is null");
    requireNonNull(cleartext, "cleartext is null");
    requireNonNull(administratorPassword, "administratorPassword is null");
    javaOptions = List.copyOf(javaOptions);
  }

  /** A relative data directory is one in the checkout. */
  static Settings of(Environment environment, Path checkout) throws LaunchException {
    checkDatabase(environment);
    Pools.check(environment);
    Path data = data(environment, checkout);
    Settings settings =
        new Settings(
            Ports.of(environment),
            address(environment, "POP3_BIND", "127.0.0.1"),
            address(environment, "LMTP_BIND", environment.value("POP3_BIND").orElse("127.0.0.1")),
            ProxyHeaders.of(environment),
            data,
            selfSigned(environment, data),
            environment.value("POP3_HOST_NAME").orElseGet(Settings::localHostName),
            environment.oneOf("POP3_CLEARTEXT", List.of("loopback", "always", "never")),
            environment.value("POP3_ADMIN_PASSWORD"),
            environment.oneOf("POP3_DEMO", List.of("true", "false")).equals("true"),
            environment.value("POP3_JAVA_OPTS").map(Settings::words).orElse(List.of()));
    ServerVariables.ofScript().check(environment);
    return settings;
  }

  /** Where a client on this machine finds POP3 and the REST resources. */
  String clientHost() {
    return host(bind);
  }

  /** Where a client on this machine finds LMTP. */
  String lmtpClientHost() {
    return host(lmtpBind);
  }

  /** How something on this machine reaches a listener that is bound to an address. */
  static InetAddress reached(InetAddress bind) {
    return bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
  }

  private static String host(InetAddress bind) {
    String address = reached(bind).getHostAddress();
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static void checkDatabase(Environment environment) throws LaunchException {
    String driver = environment.oneOf("POP3_DB_DRIVER", List.of("h2", "postgresql"));
    Optional<String> url = environment.value("POP3_DB_URL");
    if (driver.equals("postgresql") && url.isEmpty()) {
      throw new LaunchException("POP3_DB_DRIVER is 'postgresql': POP3_DB_URL must be set, too.");
    }
    if (url.isPresent() && !url.get().startsWith("jdbc:" + driver + ":")) {
      throw new LaunchException("POP3_DB_URL must begin with jdbc:" + driver + ":");
    }
  }

  /** Empty if the server is given certificates. */
  private static Optional<SelfSigned> selfSigned(Environment environment, Path data) {
    boolean given =
        Stream.of("POP3_TLS_CERT", "POP3_TLS_KEYSTORE", "POP3_TLS_CONTEXT")
            .anyMatch(variable -> environment.value(variable).isPresent());
    return given ? Optional.empty() : Optional.of(SelfSigned.in(data));
  }

  private static String localHostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static InetAddress address(Environment environment, String variable, String otherwise)
      throws LaunchException {
    String name = environment.value(variable).orElse(otherwise);
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw environment.refused(variable, name, "an address of this machine");
    }
  }

  private static Path data(Environment environment, Path checkout) throws LaunchException {
    String name = environment.value("POP3_DATA_DIR").orElse("data");
    try {
      return checkout.resolve(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw environment.refused("POP3_DATA_DIR", name, "a directory");
    }
  }

  private static List<String> words(String options) {
    return List.of(options.strip().split("\\s+"));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Settings["
        + ports
        + ", bind="
        + bind
        + ", lmtpBind="
        + lmtpBind
        + ", data="
        + data
        + "]";
  }
}
