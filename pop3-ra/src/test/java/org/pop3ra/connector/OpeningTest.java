package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.netty.TestClient;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.Reception;

/** Connections are taken when the bean says that it is ready. */
class OpeningTest {
  private final TestContainer container = new TestContainer();
  private final Pop3ResourceAdapter adapter = new Pop3ResourceAdapter();
  private final Pop3ActivationSpec spec = new Pop3ActivationSpec();

  @BeforeEach
  void start() throws ResourceException {
    adapter.setPop3Port(0);
    adapter.setDrainSeconds(1);
    adapter.start(container);
    spec.setResourceAdapter(adapter);
  }

  @AfterEach
  void stop() throws InterruptedException {
    adapter.stop();
    container.stop();
    assertThat(container.endpoints()).as("endpoints that were not released").isZero();
  }

  @Test
  void takesConnectionsOnlyWhenTheBeanIsReady() throws Exception {
    CountDownLatch asked = new CountDownLatch(3);
    AtomicBoolean ready = new AtomicBoolean();
    MessageEndpointFactory late =
        container.factory(
            MaildropListener.class,
            new ReadyWhen(
                () -> {
                  asked.countDown();
                  return ready.get();
                }));
    adapter.setNodeName(" ");
    adapter.endpointActivation(late, spec);

    try (TestClient client = new TestClient(adapter.port(late, spec))) {
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(client.socket().getInputStream().available()).isZero();
      ready.set(true);
      assertThat(client.line()).startsWith("+OK");
    }
  }

  @Test
  void asksAgainAfterAnError() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    MessageEndpointFactory late =
        container.factory(
            MaildropListener.class,
            new ReadyWhen(
                () -> {
                  if (failed.compareAndSet(false, true)) {
                    throw new OutOfMemoryError("told to fail");
                  }
                  return true;
                }));
    adapter.endpointActivation(late, spec);

    try (TestClient client = new TestClient(adapter.port(late, spec))) {
      assertThat(client.line()).startsWith("+OK");
    }
    assertThat(failed).isTrue();
  }

  @Test
  void waitsForTheAnswerOfABeanThatIsBeingAsked() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    MessageEndpointFactory slow =
        container.factory(
            MaildropListener.class,
            new ReadyWhen(
                () -> {
                  asked.countDown();
                  return awaited(answered);
                }));
    adapter.endpointActivation(slow, spec);
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> ending =
        CompletableFuture.runAsync(() -> adapter.endpointDeactivation(slow, spec));
    assertThatThrownBy(() -> ending.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    answered.countDown();

    ending.get(20, TimeUnit.SECONDS);
  }

  @Test
  void theApplicationMayCloseBeforeItsContainerDoes() throws Exception {
    CompletableFuture<Reception> told = new CompletableFuture<>();
    MessageEndpointFactory factory =
        container.factory(MaildropListener.class, new ReadyWhen(() -> true, told));
    adapter.endpointActivation(factory, spec);
    int port = adapter.port(factory, spec);

    try (TestClient client = new TestClient(port)) {
      assertThat(client.line()).startsWith("+OK");
      told.get(20, TimeUnit.SECONDS).close();

      assertThat(client.line()).startsWith("-ERR [SYS/TEMP]");
      assertThatThrownBy(() -> new TestClient(port)).isInstanceOf(ConnectException.class);
    }
    adapter.endpointDeactivation(factory, spec);
    told.join().close();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Says when it is ready, and nothing else. */
  private record ReadyWhen(BooleanSupplier when, CompletableFuture<Reception> told)
      implements MaildropListener {
    ReadyWhen(BooleanSupplier when) {
      this(when, new CompletableFuture<>());
    }

    @Override
    public void opening(Reception reception) {
      told.complete(reception);
    }

    @Override
    public boolean ready(Optional<String> nodeName) {
      assertThat(nodeName).as("a blank is no name").isEmpty();
      return when.getAsBoolean();
    }

    @Override
    public OpenMaildrop open(Credentials credentials) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<byte[]> read(Lease lease, long sequence, long offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void commit(Lease lease, long[] sequences) {
      throw new UnsupportedOperationException();
    }
  }
}
