package org.pop3ra.deployed;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The ways to TLS, and how OpenSSL goes them. */
enum TlsWay {
  POP3S(""),
  STLS("pop3"),
  LMTPS(""),
  LMTP_STARTTLS("lmtp");

  /** What OpenSSL calls the protocol that TLS begins in, or nothing. */
  private final String clear;

  TlsWay(String clear) {
    this.clear = clear;
  }

  /** Where it begins. */
  String address(Server server) {
    int port =
        switch (this) {
          case POP3S -> server.pop3sPort();
          case STLS -> server.pop3Port();
          case LMTPS -> server.lmtpsPort();
          case LMTP_STARTTLS -> server.lmtpPort();
        };
    return "127.0.0.1:" + port;
  }

  boolean leadsToPop3() {
    return this == POP3S || this == STLS;
  }

  /** What {@code openssl s_client} says of a connection on which it sends this, and ends. */
  String connect(Server server, String input, String... options)
      throws IOException, InterruptedException {
    List<String> connect = List.of("s_client", "-connect", address(server), "-crlf");
    List<String> detour = clear.isEmpty() ? List.of() : List.of("-starttls", clear);
    Stream<String> arguments = Stream.of(connect, detour, List.of(options)).flatMap(List::stream);
    return Tool.named("openssl", "openssl").runWith(input, arguments.toArray(String[]::new));
  }
}
