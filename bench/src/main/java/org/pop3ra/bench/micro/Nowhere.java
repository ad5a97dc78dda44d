package org.pop3ra.bench.micro;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.Route;
import org.pop3ra.spi.Upload;

/** Takes every message and keeps none: what is measured is not the store. */
final class Nowhere implements DeliveryListener {

  private record To(String address) implements Route {}

  private record Gone() implements Upload {}

  @Override
  public boolean ready(Optional<String> nodeName) {
    return true;
  }

  @Override
  public Route route(String address, long declaredOctets) {
    return new To(address);
  }

  @Override
  public Upload begin() {
    return new Gone();
  }

  @Override
  public void append(Upload upload, byte[] chunk) {}

  @Override
  public List<DeliveryStatus> deliver(Delivery delivery) {
    return Collections.nCopies(delivery.recipients().size(), DeliveryStatus.STORED);
  }
}
