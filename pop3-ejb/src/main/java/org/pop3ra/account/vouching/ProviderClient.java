package org.pop3ra.account.vouching;

import static java.net.http.HttpClient.Redirect.NEVER;
import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks a provider by HTTP, in the caller's thread. The JDK's older client writes all that it sends
 * to its log where that is fine enough, and our secret is in it; this one does so at no level.
 *
 * <p>It keeps connections, and one thread, which has nothing to do with the application and ends
 * with it: from JDK 21 on when this is closed, before when this is garbage. Redirects are not
 * followed: nobody else gets what is asked.
 */
final class ProviderClient implements AutoCloseable {
  private final HttpClient client;
  private final Duration timeout;

  /** With so much time to connect, and again for an answer. */
  ProviderClient(Duration timeout) {
    this(timeout, HttpClient.newBuilder());
  }

  ProviderClient(Duration timeout, HttpClient.Builder builder) {
    this.timeout = requireNonNull(timeout, "timeout is null");
    builder
        .version(HTTP_1_1)
        .followRedirects(NEVER)
        .connectTimeout(timeout)
        // What little there is to do: without further threads, which would stay for a minute.
        .executor(Runnable::run);
    client = forNobody(builder);
  }

  /** A thread keeps the context class loader with which it was made. */
  private static HttpClient forNobody(HttpClient.Builder builder) {
    Thread caller = Thread.currentThread();
    ClassLoader loader = caller.getContextClassLoader();
    caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return builder.build();
    } finally {
      caller.setContextClassLoader(loader);
    }
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param mostOctets that the answer may have
   */
  HttpResponse<byte[]> send(HttpRequest request, int mostOctets) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(mostOctets));
    try {
      return answer.get(2 * timeout.toNanos(), NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer in time", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    }
  }

  @Override
  public void close() {
    // From JDK 21 on.
    if ((Object) client instanceof AutoCloseable closeable) {
      close(closeable);
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the client", e);
    }
  }
}
