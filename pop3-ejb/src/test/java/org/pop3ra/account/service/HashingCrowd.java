package org.pop3ra.account.service;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.pop3ra.spi.MaildropException;

/** Others who have their passwords computed, and let nobody pass until they are told to leave. */
final class HashingCrowd {
  private final CountDownLatch open = new CountDownLatch(1);
  private final HashingGate gate;
  private final List<Thread> crowd;

  /** Fills a gate of one permit. */
  HashingCrowd(HashingGate gate) {
    this.gate = gate;
    crowd = List.of(new Thread(this::hold), new Thread(this::hold));
    crowd.forEach(Thread::start);
    await().until(this::isCrowded);
  }

  void leave() throws InterruptedException {
    open.countDown();
    for (Thread thread : crowd) {
      thread.join();
    }
  }

  private void hold() {
    try {
      gate.runForLogin(this::pass);
    } catch (MaildropException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean pass() {
    try {
      open.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isCrowded() {
    try {
      gate.requirePlaceForLogin();
      return false;
    } catch (MaildropException e) {
      return true;
    }
  }
}
