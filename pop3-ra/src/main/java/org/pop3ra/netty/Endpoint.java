package org.pop3ra.netty;

/**
 * Where workers find the application's listener. Calls come from workers' threads, side by side.
 *
 * @param <L> the listener type
 */
public interface Endpoint<L> {

  /** What is asked of the listener. */
  interface Call<L, T> {
    T on(L listener) throws Exception;
  }

  /**
   * Calls the listener on the calling thread.
   *
   * @throws EndpointUnavailableException if there is no listener at the moment: {@code call} was
   *     not made
   * @throws Exception what {@code call} threw
   */
  <T> T call(Call<L, T> call) throws Exception;
}
