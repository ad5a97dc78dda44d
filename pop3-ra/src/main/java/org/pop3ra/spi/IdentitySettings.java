package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * What the administrator decided about identities, as far as it is the listener's business. Checked
 * by the adapter, never printed.
 *
 * @param scramIterations how many iterations new SCRAM verifiers get, at least {@link
 *     ScramVerifier#FEWEST_ITERATIONS}
 * @param secretKey encrypts the secrets that must stay readable (AES); empty: there are none, and
 *     neither CRAM-MD5 nor APOP
 * @param certificateName what in a client's certificate names the account
 * @param vouching who vouches for users
 */
public record IdentitySettings(
    int scramIterations,
    Optional<SecretKey> secretKey,
    CertificateName certificateName,
    VouchingSettings vouching) {
  public IdentitySettings {
    requireNonNull(secretKey, "secretKey is null");
    requireNonNull(certificateName, "certificateName is null");
    requireNonNull(vouching, "vouching is null");
    if (scramIterations < ScramVerifier.FEWEST_ITERATIONS) {
      throw new IllegalArgumentException("scramIterations is below 4096");
    }
  }

  /** Where the tables vouch for everybody. */
  public IdentitySettings(
      int scramIterations, Optional<SecretKey> secretKey, CertificateName certificateName) {
    this(scramIterations, secretKey, certificateName, VouchingSettings.tables());
  }

  /** The defaults of the product. */
  public static IdentitySettings defaults() {
    return new IdentitySettings(10_000, Optional.empty(), CertificateName.NONE);
  }

  /** The same in a server. */
  public IdentitySettings in(ServerRealm server) {
    return new IdentitySettings(scramIterations, secretKey, certificateName, vouching.in(server));
  }

  @Override
  public String toString() {
    return "IdentitySettings";
  }
}
