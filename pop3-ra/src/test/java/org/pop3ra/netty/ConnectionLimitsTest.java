package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private final InetAddress one = address("192.0.2.1");
  private final InetAddress two = address("192.0.2.2");

  @Test
  void admitsAsManyAsTheLimitSaysAndAgainAfterOneLeft() {
    ConnectionLimits limits = new ConnectionLimits(2, 0);

    assertThat(limits.enter(one)).isEqualTo(Admission.ADMITTED);
    assertThat(limits.enter(one)).isEqualTo(Admission.ADMITTED);
    assertThat(limits.enter(two)).isEqualTo(Admission.TOO_MANY);
    assertThat(limits.open()).isEqualTo(2);

    limits.leave(one);
    assertThat(limits.enter(two)).isEqualTo(Admission.ADMITTED);
    assertThat(limits.enter(two)).isEqualTo(Admission.TOO_MANY);
  }

  @Test
  void admitsAsManyOfOneAddressAsTheLimitSays() {
    ConnectionLimits limits = new ConnectionLimits(10, 1);

    assertThat(limits.enter(one)).isEqualTo(Admission.ADMITTED);
    assertThat(limits.enter(one)).isEqualTo(Admission.TOO_MANY_OF_ADDRESS);
    assertThat(limits.enter(two)).isEqualTo(Admission.ADMITTED);
    assertThat(limits.open()).as("the refused one is not counted").isEqualTo(2);

    limits.leave(one);
    assertThat(limits.enter(one)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void forgetsAddressesWithoutConnections() {
    ConnectionLimits limits = new ConnectionLimits(10, 5);
    limits.enter(one);
    limits.enter(one);

    limits.leave(one);
    limits.leave(one);

    assertThat(limits.addresses()).isZero();
    assertThat(limits.open()).isZero();
  }

  @Test
  void countsAMappedAddressAsTheOneThatItMaps() throws UnknownHostException {
    ConnectionLimits limits = new ConnectionLimits(10, 1);
    byte[] octets = new byte[16];
    octets[10] = (byte) 0xFF;
    octets[11] = (byte) 0xFF;
    System.arraycopy(one.getAddress(), 0, octets, 12, 4);

    assertThat(limits.enter(Inet6Address.getByAddress(null, octets, -1)))
        .isEqualTo(Admission.ADMITTED);
    assertThat(limits.enter(one)).isEqualTo(Admission.TOO_MANY_OF_ADDRESS);
  }

  @Test
  void refusesNobodyForTheSakeOfOneThatIsRefused() {
    ConnectionLimits limits = new ConnectionLimits(2, 1);
    limits.enter(one);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> crowd =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                limits.enter(one);
              }
            });

    try {
      for (int i = 0; i < 100_000; i++) {
        assertThat(limits.enter(two)).isEqualTo(Admission.ADMITTED);
        limits.leave(two);
      }
    } finally {
      over.set(true);
    }
    crowd.join();
  }

  @Test
  void countsExactlyHoweverManyAskAtOnce() {
    ConnectionLimits limits = new ConnectionLimits(1000, 7);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> crowd = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      crowd.add(CompletableFuture.runAsync(() -> comeAndGo(limits, inside, most)));
    }

    crowd.forEach(CompletableFuture::join);

    assertThat(most.get()).isLessThanOrEqualTo(7);
    assertThat(limits.open()).isZero();
    assertThat(limits.addresses()).isZero();
  }

  private void comeAndGo(ConnectionLimits limits, AtomicInteger inside, AtomicInteger most) {
    for (int i = 0; i < 10_000; i++) {
      if (limits.enter(one) == Admission.ADMITTED) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        limits.leave(one);
      }
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
