package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates in PEM files, as ACME clients write them.
 *
 * @param pairs the first is shown to clients that name no host
 * @param clientAuthorities whose certificates clients may show, in PEM; empty: they are not asked
 * @param provider who computes with them
 */
public record KeyFiles(List<Pair> pairs, Optional<Path> clientAuthorities, TlsProvider provider)
    implements ContextSource {

  /**
   * One certificate.
   *
   * @param chain the certificate and those between it and the authority, in this order
   * @param key its private key, in PKCS #8; may be the same file
   */
  public record Pair(Path chain, Path key) {
    public Pair {
      requireNonNull(chain, "chain is null");
      requireNonNull(key, "key is null");
    }
  }

  public KeyFiles {
    pairs = List.copyOf(pairs);
    requireNonNull(clientAuthorities, "clientAuthorities is null");
    requireNonNull(provider, "provider is null");
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("there is no certificate");
    }
  }

  /** For the JDK's provider. */
  public KeyFiles(List<Pair> pairs, Optional<Path> clientAuthorities) {
    this(pairs, clientAuthorities, TlsProvider.JDK);
  }

  @Override
  public boolean mayBlock() {
    return clientAuthorities.isPresent();
  }

  @Override
  public List<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      files.add(pair.chain());
      files.add(pair.key());
    }
    clientAuthorities.ifPresent(files::add);
    return List.copyOf(files);
  }

  @Override
  public Loaded load() throws IOException {
    List<Identity> identities = new ArrayList<>();
    for (Pair pair : pairs) {
      identities.add(identity(pair));
    }
    return Contexts.load(provider, identities, clientAuthorities);
  }

  private static Identity identity(Pair pair) throws IOException {
    List<X509Certificate> chain = new PemFile(pair.chain()).certificates();
    String algorithm = chain.get(0).getPublicKey().getAlgorithm();
    return new Identity(new PemFile(pair.key()).key(algorithm), chain, pair.chain().toString());
  }
}
