package org.pop3ra.netty;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import org.pop3ra.tls.Identity;
import org.pop3ra.tls.IdentityChoice;

/** Makes the one key manager that chooses among our identities. */
final class OneKeyManager extends SimpleKeyManagerFactory {
  private final IdentityChoice manager;

  OneKeyManager(List<Identity> identities) {
    manager = new IdentityChoice(identities);
  }

  /** There is nothing left to initialize. */
  @Override
  protected void engineInit(KeyStore store, char[] password) {}

  @Override
  protected void engineInit(ManagerFactoryParameters parameters) {}

  @Override
  protected KeyManager[] engineGetKeyManagers() {
    return new KeyManager[] {manager};
  }
}
