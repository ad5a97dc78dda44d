package org.pop3ra.spi;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maildrops in memory, filled by deliveries. Passes {@link DeliveryListenerContract}, so that what
 * is tested with it holds for a real store. Thread-safe.
 */
public final class MemoryDeliveries implements DeliveryListener {

  /** A copy in a maildrop. */
  public record Stored(Envelope envelope, Content.Facts facts, byte[] octets) {}

  private record Drop(String maildrop) implements Route {}

  private static final class Pending implements Upload {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private boolean complete;
  }

  private final Map<String, String> addresses = new HashMap<>();
  private final Map<String, List<Stored>> maildrops = new LinkedHashMap<>();
  private final Map<String, DeliveryStatus> routeRefusals = new HashMap<>();
  private final Map<String, DeliveryStatus> deliveryRefusals = new HashMap<>();
  private final List<Integer> appended = new ArrayList<>();
  private Optional<DeliveryStatus> storeFailure = Optional.empty();
  private int begun;
  private boolean forgetful;

  /** An address that leads to a maildrop; several may lead to one. */
  public synchronized MemoryDeliveries address(String address, String maildrop) {
    addresses.put(folded(address), maildrop);
    maildrops.putIfAbsent(maildrop, new ArrayList<>());
    return this;
  }

  /** RCPT to this address is refused. */
  public synchronized MemoryDeliveries refuseRoute(String address, DeliveryStatus status) {
    routeRefusals.put(folded(address), status);
    return this;
  }

  /** Deliveries to this maildrop are refused, each recipient for itself. */
  public synchronized MemoryDeliveries refuseDelivery(String maildrop, DeliveryStatus status) {
    deliveryRefusals.put(maildrop, status);
    return this;
  }

  /** From now on {@code begin}, {@code append} and {@code deliver} throw this. */
  public synchronized MemoryDeliveries failStore(DeliveryStatus status) {
    storeFailure = Optional.of(status);
    return this;
  }

  /** From now on there is no status for the last recipient: a bug. */
  public synchronized MemoryDeliveries forgetRecipients() {
    forgetful = true;
    return this;
  }

  public synchronized List<Stored> stored(String maildrop) {
    return List.copyOf(maildrops.get(maildrop));
  }

  /** Empties a maildrop. */
  public synchronized List<Stored> take(String maildrop) {
    return maildrops.put(maildrop, new ArrayList<>());
  }

  /** The length of each chunk that came by {@code append}. */
  public synchronized List<Integer> appended() {
    return List.copyOf(appended);
  }

  public synchronized int begun() {
    return begun;
  }

  @Override
  public boolean ready(Optional<String> nodeName) {
    return true;
  }

  @Override
  public synchronized Route route(String address, long declaredOctets) throws DeliveryException {
    DeliveryStatus refusal = routeRefusals.get(folded(address));
    if (refusal != null) {
      throw new DeliveryException(refusal, "refused by the test");
    }
    String maildrop = addresses.get(folded(address));
    if (maildrop == null) {
      throw new DeliveryException(DeliveryStatus.UNKNOWN_RECIPIENT, "no such address");
    }
    return new Drop(maildrop);
  }

  @Override
  public synchronized Upload begin() throws DeliveryException {
    checkStore();
    begun++;
    return new Pending();
  }

  @Override
  public synchronized void append(Upload upload, byte[] chunk) throws DeliveryException {
    checkStore();
    Pending pending = (Pending) upload;
    if (pending.complete || chunk.length == 0 || chunk.length > Content.CHUNK) {
      throw new IllegalArgumentException("a chunk of " + chunk.length + " octets");
    }
    pending.complete = chunk.length < Content.CHUNK;
    pending.octets.writeBytes(chunk);
    appended.add(chunk.length);
  }

  @Override
  public synchronized List<DeliveryStatus> deliver(Delivery delivery) throws DeliveryException {
    checkStore();
    Stored copy = new Stored(delivery.envelope(), delivery.content().facts(), octets(delivery));
    List<DeliveryStatus> statuses = new ArrayList<>();
    Set<String> served = new LinkedHashSet<>();
    for (Delivery.Recipient recipient : delivery.recipients()) {
      String maildrop = ((Drop) recipient.route()).maildrop();
      DeliveryStatus status = deliveryRefusals.getOrDefault(maildrop, DeliveryStatus.STORED);
      if (status == DeliveryStatus.STORED && served.add(maildrop)) {
        maildrops.get(maildrop).add(copy);
      }
      statuses.add(status);
    }
    return forgetful ? statuses.subList(1, statuses.size()) : statuses;
  }

  private static byte[] octets(Delivery delivery) {
    if (delivery.content() instanceof Content.InMemory inMemory) {
      return inMemory.octets();
    }
    Content.Uploaded uploaded = (Content.Uploaded) delivery.content();
    return ((Pending) uploaded.upload()).octets.toByteArray();
  }

  private void checkStore() throws DeliveryException {
    if (storeFailure.isPresent()) {
      throw new DeliveryException(storeFailure.get(), "refused by the test");
    }
  }

  private static String folded(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
