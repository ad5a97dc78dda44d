package org.pop3ra.maildrop.inbound;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.Optional;
import org.pop3ra.maildrop.service.Services;
import org.pop3ra.maildrop.service.Store;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.Reception;
import org.pop3ra.spi.Route;
import org.pop3ra.spi.Upload;

/** Takes deliveries into the database. Without a transaction of its own: it may need several. */
@MessageDriven(messageListenerInterface = DeliveryListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LmtpMdb implements DeliveryListener {
  @EJB private Store store;

  /** Kept once they are there: to ask another bean costs as much as a small query. */
  private Services services;

  public LmtpMdb() {}

  /** For use without a container. */
  LmtpMdb(Store store) {
    this.store = store;
  }

  @Override
  public boolean ready(Optional<String> nodeName) {
    return store.ready(nodeName);
  }

  @Override
  public void opening(Reception reception) {
    store.opening("LMTP", reception);
  }

  @Override
  public Route route(String address, long declaredOctets) throws DeliveryException {
    return services().deliveries().route(address, declaredOctets);
  }

  @Override
  public Upload begin() throws DeliveryException {
    return services().deliveries().begin();
  }

  @Override
  public void append(Upload upload, byte[] chunk) throws DeliveryException {
    services().deliveries().append(upload, chunk);
  }

  @Override
  public List<DeliveryStatus> deliver(Delivery delivery) throws DeliveryException {
    return services().deliveries().deliver(delivery);
  }

  private Services services() {
    if (services == null) {
      services = store.services();
    }
    return services;
  }
}
