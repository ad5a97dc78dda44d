package org.pop3ra.maildrop.inbound;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3ra.account.service.Authenticator;
import org.pop3ra.maildrop.service.Services;
import org.pop3ra.maildrop.service.Store;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.Reception;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

/**
 * Serves maildrops from the database. Without a transaction of its own: passwords are hashed and
 * commits retried outside of any.
 */
@MessageDriven(messageListenerInterface = MaildropListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Pop3Mdb implements MaildropListener {
  @EJB private Store store;
  @EJB private Authenticator authenticator;

  /** Kept once they are there: to ask another bean costs as much as a small query. */
  private Services services;

  public Pop3Mdb() {}

  /** For use without a container. */
  Pop3Mdb(Store store, Authenticator authenticator) {
    this.store = store;
    this.authenticator = authenticator;
  }

  @Override
  public boolean ready(Optional<String> nodeName) {
    return store.ready(nodeName);
  }

  @Override
  public void opening(Reception reception) {
    store.opening("POP3", reception);
  }

  @Override
  public Set<Proof> proofs(IdentitySettings settings) throws MaildropException {
    return authenticator.proofs(settings);
  }

  @Override
  public ScramVerifier verifier(String user, ScramHash hash) throws MaildropException {
    return authenticator.verifier(user, hash);
  }

  @Override
  public OpenMaildrop open(Credentials credentials) throws MaildropException {
    return open(credentials, Effort.FULL);
  }

  @Override
  public OpenMaildrop open(Credentials credentials, Effort effort) throws MaildropException {
    return services().maildrops().open(authenticator, credentials, effort);
  }

  @Override
  public List<byte[]> read(Lease lease, long sequence, long offset, int length)
      throws MaildropException {
    return services().maildrops().read(lease, sequence, offset, length);
  }

  @Override
  public Map<Long, byte[]> readAhead(Lease lease, long first, long last) throws MaildropException {
    return services().maildrops().readAhead(lease, first, last);
  }

  @Override
  public void commit(Lease lease, long[] sequences) throws MaildropException {
    services().maildrops().commit(lease, sequences);
  }

  private Services services() {
    if (services == null) {
      services = store.services();
    }
    return services;
  }
}
