package org.pop3ra.account.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import java.util.EnumSet;
import java.util.Set;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.Proof;

/**
 * What the adapter's administrator decided about identities. Until the adapter has said so, and
 * where no POP3 is served, the defaults; of two adapters the last one to begin counts.
 */
@Singleton
@ConcurrencyManagement(BEAN)
@TransactionAttribute(NOT_SUPPORTED)
public class Identities {
  private volatile IdentitySettings settings = IdentitySettings.defaults();

  /** Follows these settings from now on, and says what can be proven with them. */
  public Set<Proof> follow(IdentitySettings told) {
    settings = told;
    Set<Proof> proofs = EnumSet.noneOf(Proof.class);
    told.vouching().order().forEach(source -> proofs.addAll(proofs(source, told)));
    if (told.certificateName() != CertificateName.NONE) {
      proofs.add(Proof.CERTIFICATE);
    }
    return proofs;
  }

  private static Set<Proof> proofs(IdentitySource source, IdentitySettings told) {
    return switch (source) {
      case TABLES ->
          told.secretKey().isPresent()
              ? EnumSet.of(
                  Proof.PASSWORD,
                  Proof.SCRAM_SHA_1,
                  Proof.SCRAM_SHA_256,
                  Proof.SCRAM_SHA_512,
                  Proof.CRAM_MD5,
                  Proof.APOP)
              : EnumSet.of(
                  Proof.PASSWORD, Proof.SCRAM_SHA_1, Proof.SCRAM_SHA_256, Proof.SCRAM_SHA_512);
      case LDAP, REALM -> EnumSet.of(Proof.PASSWORD);
      case OAUTH -> EnumSet.of(Proof.TOKEN);
      case KERBEROS -> EnumSet.of(Proof.KERBEROS);
    };
  }

  public IdentitySettings settings() {
    return settings;
  }
}
