package org.pop3ra.connector;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Timer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.transaction.xa.XAResource;

/** As much of a Jakarta EE container as an adapter sees. */
final class TestContainer implements BootstrapContext, WorkManager {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> new Thread(work, "container"));
  private final AtomicInteger endpoints = new AtomicInteger();
  private volatile boolean bare;
  private volatile CallbackHandler realm;

  /** How many endpoints were made and not released. */
  int endpoints() {
    return endpoints.get();
  }

  /** From now on there is no endpoint to be had, as while an application starts. */
  void endpointsUnavailable(boolean unavailable) {
    bare = unavailable;
  }

  /** From now on the container's realm answers so; before it has none. */
  void realm(CallbackHandler answers) {
    realm = answers;
  }

  /** The factory of a bean that passes all calls on to {@code bean}. */
  <L> MessageEndpointFactory factory(Class<L> type, L bean) {
    return new Factory<>(type, bean);
  }

  @Override
  public WorkManager getWorkManager() {
    return this;
  }

  @Override
  public void scheduleWork(Work work) throws WorkRejectedException {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      throw new WorkRejectedException(e);
    }
  }

  /** Waits for all work to end. */
  void stop() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new AssertionError("Work is still running");
    }
  }

  private final class Factory<L> implements MessageEndpointFactory {
    private final Class<L> type;
    private final L bean;

    Factory(Class<L> type, L bean) {
      this.type = type;
      this.bean = bean;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource xaResource) throws UnavailableException {
      if (bare) {
        throw new UnavailableException("starting");
      }
      endpoints.incrementAndGet();
      return (MessageEndpoint)
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type, MessageEndpoint.class},
              (proxy, method, arguments) -> invoke(method, arguments));
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("release")) {
        endpoints.decrementAndGet();
        return null;
      }
      try {
        return method.invoke(bean, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource xaResource, long timeout)
        throws UnavailableException {
      return createEndpoint(xaResource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
      return false;
    }

    @Override
    public String getActivationName() {
      return "test";
    }

    @Override
    public Class<?> getEndpointClass() {
      return type;
    }
  }

  @Override
  public Timer createTimer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> workContextClass) {
    return false;
  }

  @Override
  public XATerminator getXATerminator() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doWork(Work work) {
    throw new UnsupportedOperationException();
  }

  /** Sets the contexts up, and waits. */
  @Override
  public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener)
      throws WorkException {
    try {
      threads
          .submit(
              () -> {
                setUp(work);
                work.run();
                work.release();
              })
          .get();
    } catch (RejectedExecutionException e) {
      throw new WorkRejectedException("no thread", WorkException.START_TIMED_OUT);
    } catch (ExecutionException | InterruptedException e) {
      throw new WorkCompletedException(e);
    }
  }

  private void setUp(Work work) {
    if (work instanceof WorkContextProvider provider) {
      for (WorkContext context : provider.getWorkContexts()) {
        if (realm == null) {
          throw new IllegalStateException("there is no security domain");
        }
        ((SecurityContext) context).setupSecurityContext(realm, new Subject(), null);
      }
    }
  }

  @Override
  public long startWork(Work work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void scheduleWork(
      Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException();
  }
}
