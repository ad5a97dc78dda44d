package org.pop3ra.spi;

import java.util.List;

/** The fake keeps the promises that what is tested with it relies on. */
class MemoryDeliveriesTest extends DeliveryListenerContract {
  private final MemoryDeliveries deliveries =
      new MemoryDeliveries().address(HERE, "a").address(ALIAS, "a").address(OTHER, "b");

  @Override
  protected DeliveryListener listener() {
    return deliveries;
  }

  @Override
  protected List<byte[]> delivered(String address) {
    return deliveries.stored(address.equals(OTHER) ? "b" : "a").stream()
        .map(MemoryDeliveries.Stored::octets)
        .toList();
  }
}
