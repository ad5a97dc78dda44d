package org.pop3ra.connector;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.pop3ra.netty.Endpoint;
import org.pop3ra.netty.EndpointUnavailableException;

/**
 * Calls message-driven beans. An endpoint is made for each call and released after it: some
 * containers take a bean from their pool for as long as an endpoint lives. {@code beforeDelivery}
 * is not called, so that the container wraps the call in the bean's own transaction, or in none.
 */
record EndpointCalls<L>(MessageEndpointFactory factory, Class<L> type) implements Endpoint<L> {
  private static final System.Logger LOG = System.getLogger(EndpointCalls.class.getName());

  @Override
  public <T> T call(Call<L, T> call) throws Exception {
    MessageEndpoint endpoint = create();
    try {
      return call.on(type.cast(endpoint));
    } finally {
      release(endpoint);
    }
  }

  private MessageEndpoint create() throws EndpointUnavailableException {
    try {
      return factory.createEndpoint(null);
    } catch (UnavailableException | RuntimeException e) {
      // Not declared, yet thrown by containers while the application starts or stops.
      throw new EndpointUnavailableException("No message endpoint: " + e.getMessage(), e);
    }
  }

  private static void release(MessageEndpoint endpoint) {
    try {
      endpoint.release();
    } catch (RuntimeException e) {
      // The call was made, and its result counts.
      LOG.log(WARNING, "A message endpoint could not be released", e);
    }
  }
}
