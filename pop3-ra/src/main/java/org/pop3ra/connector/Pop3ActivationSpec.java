package org.pop3ra.connector;

import jakarta.resource.spi.Activation;
import org.pop3ra.spi.MaildropListener;

/** A message-driven bean that implements {@link MaildropListener} is served to POP3 clients. */
@Activation(messageListeners = MaildropListener.class)
public final class Pop3ActivationSpec extends AdapterSpec {
  private static final long serialVersionUID = 1L;
}
