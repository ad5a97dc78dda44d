package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as programs of others find it, in all the ways that there are to it. */
class TlsByOthersIT extends DeployedServer {
  private static final Pattern AGREED =
      Pattern.compile("^New, .*, Cipher is (\\S+)$", Pattern.MULTILINE);
  private static final String NONE = "(NONE)";
  private static final String GOOD =
      "TLS_(AES|CHACHA20)_.*|ECDHE-(RSA|ECDSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)";

  /** RFC 9325: what a scanner finds; it speaks no LMTP. */
  @ParameterizedTest
  @EnumSource(names = {"POP3S", "STLS", "LMTPS"})
  void aScannerFindsNothingWeak(TlsWay way) throws Exception {
    List<String> found = scan(way);

    for (String recent : List.of("TLSv1.2", "TLSv1.3")) {
      assertThat(found).anyMatch(line -> line.matches(recent + " +enabled"));
    }
    for (String old : List.of("SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1")) {
      assertThat(found).anyMatch(line -> line.matches(old + " +disabled"));
    }
    assertThat(found.stream().filter(line -> line.matches("(Preferred|Accepted) .*")))
        .isNotEmpty()
        .allMatch(line -> line.matches(".* (TLS_(AES|CHACHA20)|ECDHE-(RSA|ECDSA)-).*"))
        .allMatch(line -> line.matches(".*(GCM|POLY1305).*"));
    assertThat(found).noneMatch(line -> line.contains("Insecure session renegotiation"));
    assertThat(found).noneMatch(line -> line.contains("Compression enabled"));
  }

  private static List<String> scan(TlsWay way) throws Exception {
    List<String> options = new ArrayList<>(List.of("--no-colour", "--no-heartbleed"));
    if (way == TlsWay.STLS) {
      options.add("--starttls-pop3");
    }
    options.add(way.address(SERVER));
    return Tool.named("sslscan", "sslscan").run(options.toArray(String[]::new)).lines().toList();
  }

  /** RFC 9325 sections 3.1.1 and 4.2; only an RSA key can be used without forward secrecy. */
  @ParameterizedTest
  @EnumSource
  void nothingWeakIsAgreedTo(TlsWay way) throws Exception {
    for (String host : List.of("localhost", "b.example")) {
      for (String old : List.of("-tls1", "-tls1_1")) {
        String said =
            way.connect(SERVER, "", "-servername", host, old, "-cipher", "ALL:@SECLEVEL=0");
        assertThat(said).as(old).contains("alert protocol version");
        assertThat(agreed(said)).as(old).isEqualTo(NONE);
      }
      assertThat(agreed(way.connect(SERVER, "", "-servername", host, "-tls1_3"))).matches(GOOD);
      assertThat(allSuites(way, host)).hasSize(3).allMatch(suite -> suite.matches(GOOD));
    }
  }

  /** Those of TLS 1.2: whatever was agreed to is not offered again, until nothing is. */
  private static List<String> allSuites(TlsWay way, String host) throws Exception {
    List<String> suites = new ArrayList<>();
    String suite = bestOfOthers(way, host, suites);
    while (!suite.equals(NONE)) {
      suites.add(suite);
      suite = bestOfOthers(way, host, suites);
    }
    return suites;
  }

  private static String bestOfOthers(TlsWay way, String host, List<String> known) throws Exception {
    StringBuilder offered = new StringBuilder("ALL:COMPLEMENTOFALL:@SECLEVEL=0");
    known.forEach(suite -> offered.append(":!").append(suite));
    return agreed(
        way.connect(SERVER, "", "-servername", host, "-tls1_2", "-cipher", offered.toString()));
  }

  private static String agreed(String said) {
    Matcher line = AGREED.matcher(said);
    assertThat(line.find()).as(said).isTrue();
    return line.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void openSslResumesWithATicket(String version) throws Exception {
    Path ticket = Path.of(System.getProperty("it.tls"), "ticket" + version);
    String[] first = {version, "-ign_eof", "-sess_out", ticket.toString()};
    TlsWay.POP3S.connect(SERVER, "QUIT\n", first);
    assertThat(ticket).isNotEmptyFile();

    String[] second = {version, "-ign_eof", "-sess_in", ticket.toString()};
    assertThat(TlsWay.POP3S.connect(SERVER, "QUIT\n", second)).contains("Reused, TLSv1");
  }

  /** RFC 9325 section 3.5. */
  @ParameterizedTest
  @EnumSource
  void aSecondHandshakeEndsTheConnection(TlsWay way) throws Exception {
    String said = way.connect(SERVER, "R\nNOSUCH\n", "-tls1_2");

    // The second time no certificate comes: a client that is served would say so, and be DONE.
    assertThat(said).contains("RENEGOTIATING");
    assertThat(said.substring(said.indexOf("RENEGOTIATING")))
        .contains(":error:")
        .doesNotContain("verify return", "DONE", "Command not recognized", "-ERR");
  }

  /** RFC 6066 section 3. */
  @ParameterizedTest
  @EnumSource
  void eachHostHasItsCertificate(TlsWay way) throws Exception {
    assertThat(subject(way, "-servername", "a.example")).isEqualTo("CN=a.example");
    assertThat(subject(way, "-servername", "mail.b.example")).isEqualTo("CN=b.example");
    assertThat(subject(way, "-servername", "elsewhere.example")).isEqualTo("CN=localhost");
    assertThat(subject(way, "-noservername")).isEqualTo("CN=localhost");
  }

  /** Without the spaces that OpenSSL has around the sign up to version 3.1. */
  private static String subject(TlsWay way, String... options) throws Exception {
    String said = way.connect(SERVER, "", options);
    Matcher line = Pattern.compile("^subject=(.*)$", Pattern.MULTILINE).matcher(said);
    assertThat(line.find()).as(said).isTrue();
    return line.group(1).replace(" ", "");
  }

  /** RFC 7301; LMTP has no name there. */
  @ParameterizedTest
  @EnumSource
  void pop3IsChosenOfTheProtocolsThatAreNamed(TlsWay way) throws Exception {
    String said = way.connect(SERVER, "", "-alpn", "imap,pop3");

    assertThat(said).contains(way.leadsToPop3() ? "ALPN protocol: pop3" : "No ALPN negotiated");
    assertThat(agreed(said)).isNotEqualTo(NONE);
  }

  /** RFC 7301 section 3.2: a client that was led here by somebody else (ALPACA). */
  @ParameterizedTest
  @EnumSource(names = {"POP3S", "STLS"})
  void whoNamesOthersOnlyIsRefused(TlsWay way) throws Exception {
    // no_application_protocol
    assertThat(way.connect(SERVER, "", "-alpn", "h2,http/1.1")).contains("SSL alert number 120");
  }
}
