package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Certificates in a PKCS #12 file, each an entry with its key.
 *
 * @param password of the file and of its keys
 * @param aliases the entries that are used, in this order; empty: all
 * @param clientAuthorities and
 * @param provider as with {@link KeyFiles}
 */
public record KeyStoreFile(
    Path file,
    String password,
    List<String> aliases,
    Optional<Path> clientAuthorities,
    TlsProvider provider)
    implements ContextSource {

  public KeyStoreFile {
    requireNonNull(file, "file is null");
    requireNonNull(password, "password is null");
    aliases = List.copyOf(aliases);
    requireNonNull(clientAuthorities, "clientAuthorities is null");
    requireNonNull(provider, "provider is null");
  }

  @Override
  public boolean mayBlock() {
    return clientAuthorities.isPresent();
  }

  @Override
  public List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(file));
    clientAuthorities.ifPresent(files::add);
    return files;
  }

  @Override
  public Loaded load() throws IOException {
    try {
      List<Identity> identities = identities();
      if (identities.isEmpty()) {
        throw new IOException(file + " holds no private key with a certificate");
      }
      return Contexts.load(provider, identities, clientAuthorities);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private List<Identity> identities() throws IOException, GeneralSecurityException {
    KeyStore store = open();
    List<Identity> identities = new ArrayList<>();
    for (String alias : aliases.isEmpty() ? Collections.list(store.aliases()) : aliases) {
      if (store.isKeyEntry(alias)) {
        identities.add(identity(store, alias));
      } else if (!aliases.isEmpty()) {
        throw new IOException("%s holds no private key named %s".formatted(file, alias));
      }
    }
    return identities;
  }

  private KeyStore open() throws IOException, GeneralSecurityException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file);
    }
    try {
      return KeyStore.getInstance(file.toFile(), password.toCharArray());
    } catch (IOException e) {
      throw new IOException("%s cannot be opened: %s".formatted(file, e.getMessage()), e);
    }
  }

  private Identity identity(KeyStore store, String alias)
      throws IOException, GeneralSecurityException {
    Key key = store.getKey(alias, password.toCharArray());
    Certificate[] chain = store.getCertificateChain(alias);
    if (!(key instanceof PrivateKey privateKey) || chain == null) {
      throw new IOException("%s: %s is no private key with a certificate".formatted(file, alias));
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (Certificate certificate : chain) {
      certificates.add((X509Certificate) certificate);
    }
    return new Identity(privateKey, certificates, file + ":" + alias);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return file.toString();
  }
}
