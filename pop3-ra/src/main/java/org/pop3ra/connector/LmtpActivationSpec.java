package org.pop3ra.connector;

import jakarta.resource.spi.Activation;
import org.pop3ra.spi.DeliveryListener;

/** A message-driven bean that implements {@link DeliveryListener} is served to LMTP clients. */
@Activation(messageListeners = DeliveryListener.class)
public final class LmtpActivationSpec extends AdapterSpec {
  private static final long serialVersionUID = 1L;
}
