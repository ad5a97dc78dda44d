package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pop3ra.netty.AddressRange;
import org.pop3ra.netty.BoringSsl;
import org.pop3ra.tls.ContextSource;
import org.pop3ra.tls.KeyFiles;
import org.pop3ra.tls.KeyStoreFile;
import org.pop3ra.tls.TlsProvider;

/**
 * What is configured about TLS and balancers, checked. Files are not looked at yet.
 *
 * @param source of the certificates; empty: there is no TLS at all
 * @param clientCertificates whether clients are asked for one
 * @param pop3s where POP3 is served over TLS; empty if nowhere
 * @param lmtps where LMTP is served over TLS; empty if nowhere
 */
record TlsSettings(
    Optional<ContextSource> source,
    boolean clientCertificates,
    int warningDays,
    Optional<InetSocketAddress> pop3s,
    Optional<InetSocketAddress> lmtps,
    List<AddressRange> proxyFrom,
    List<AddressRange> lmtpProxyFrom) {
  private static final int MOST_DAYS = 3650;

  /** Who computes. */
  private enum Implementation {
    JDK,
    OPENSSL
  }

  static TlsSettings of(TlsProperties from, InetAddress pop3, InetAddress lmtp, Problems problems) {
    Optional<ContextSource> source = source(from, problems);
    return new TlsSettings(
        source,
        !text(from.getTlsClientAuthorities()).isEmpty(),
        problems.number("tlsWarningDays", from.getTlsWarningDays(), 0, MOST_DAYS),
        port("pop3sPort", from.getPop3sPort(), pop3, problems)
            .filter(address -> source.isPresent()),
        port("lmtpsPort", from.getLmtpsPort(), lmtp, problems)
            .filter(address -> source.isPresent()),
        ranges("proxyFrom", from.getProxyFrom(), problems),
        ranges("lmtpProxyFrom", from.getLmtpProxyFrom(), problems));
  }

  private static Optional<InetSocketAddress> port(
      String property, Integer port, InetAddress address, Problems problems) {
    int number = problems.number(property, port, 0, 65_535);
    return number == 0 ? Optional.empty() : Optional.of(new InetSocketAddress(address, number));
  }

  private static Optional<ContextSource> source(TlsProperties from, Problems problems) {
    long sources =
        Stream.of(from.getTlsCertificate(), from.getTlsKeyStore(), from.getTlsContext())
            .filter(value -> !text(value).isEmpty())
            .count();
    if (sources > 1) {
      problems.add(
          "tlsCertificate",
          from.getTlsCertificate(),
          "it, tlsKeyStore and tlsContext exclude each other");
    }
    if (!text(from.getTlsContext()).isEmpty() && !text(from.getTlsClientAuthorities()).isEmpty()) {
      // It would be asked for certificates, and the context alone would say whose are trusted.
      problems.add(
          "tlsClientAuthorities",
          from.getTlsClientAuthorities(),
          "it cannot be used with tlsContext, which has authorities of its own");
    }
    TlsProvider provider = provider(from, problems);
    Optional<Path> authorities =
        path("tlsClientAuthorities", from.getTlsClientAuthorities(), problems);
    return Stream.of(
            pem(from, authorities, provider, problems),
            keyStore(from, authorities, provider, problems),
            serverContext(from))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static TlsProvider provider(TlsProperties from, Problems problems) {
    Implementation chosen =
        problems.oneOf("tlsProvider", from.getTlsProvider(), Implementation.class);
    if (chosen == Implementation.OPENSSL && !text(from.getTlsContext()).isEmpty()) {
      problems.add("tlsProvider", from.getTlsProvider(), "tlsContext brings a provider of its own");
    }
    boolean clients = !text(from.getTlsClientAuthorities()).isEmpty();
    return switch (chosen) {
      case JDK -> TlsProvider.JDK;
      case OPENSSL -> new BoringSsl(Set.of(Pop3Service.terms(clients), LmtpService.TERMS));
    };
  }

  private static Optional<ContextSource> pem(
      TlsProperties from, Optional<Path> authorities, TlsProvider provider, Problems problems) {
    List<Path> chains = paths("tlsCertificate", from.getTlsCertificate(), problems);
    List<Path> named = paths("tlsKey", from.getTlsKey(), problems);
    List<Path> keys = named.isEmpty() ? chains : named;
    if (keys.size() != chains.size()) {
      problems.add(
          "tlsKey", from.getTlsKey(), "it must name one file for each of tlsCertificate, or none");
      return Optional.empty();
    }
    List<KeyFiles.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < chains.size(); i++) {
      pairs.add(new KeyFiles.Pair(chains.get(i), keys.get(i)));
    }
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(new KeyFiles(pairs, authorities, provider));
  }

  private static Optional<ContextSource> keyStore(
      TlsProperties from, Optional<Path> authorities, TlsProvider provider, Problems problems) {
    List<String> aliases = words(from.getTlsKeyAlias());
    if (!aliases.isEmpty() && text(from.getTlsKeyStore()).isEmpty()) {
      problems.add("tlsKeyAlias", from.getTlsKeyAlias(), "it names entries of tlsKeyStore");
    }
    return path("tlsKeyStore", from.getTlsKeyStore(), problems)
        .map(file -> new KeyStoreFile(file, password(from), aliases, authorities, provider));
  }

  private static Optional<ContextSource> serverContext(TlsProperties from) {
    return Optional.of(text(from.getTlsContext()))
        .filter(name -> !name.isEmpty())
        .map(ServerContext::new);
  }

  private static String password(TlsProperties from) {
    String password = from.getTlsKeyStorePassword();
    return text(password).isEmpty() ? "" : password;
  }

  private static List<AddressRange> ranges(String property, String value, Problems problems) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String word : words(value)) {
      AddressRange.parse(word)
          .ifPresentOrElse(
              ranges::add,
              () ->
                  problems.add(
                      property, value, "it must be addresses, or ranges such as 192.0.2.0/24"));
    }
    return List.copyOf(ranges);
  }

  private static Optional<Path> path(String property, String value, Problems problems) {
    List<Path> paths = paths(property, value, problems);
    if (paths.size() > 1) {
      problems.add(property, value, "it must name one file, which may hold several certificates");
    }
    return paths.stream().findFirst();
  }

  private static List<Path> paths(String property, String value, Problems problems) {
    try {
      return words(value).stream().map(Path::of).toList();
    } catch (InvalidPathException e) {
      problems.add(property, value, "it must be the name of a file");
      return List.of();
    }
  }

  private static List<String> words(String value) {
    return Stream.of(text(value).split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
