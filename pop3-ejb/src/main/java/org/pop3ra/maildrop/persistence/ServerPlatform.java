package org.pop3ra.maildrop.persistence;

import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.glassfish.GlassfishTransactionController11;
import org.eclipse.persistence.transaction.wildfly.WildFlyTransactionController11;

/**
 * Tells EclipseLink where the container keeps its transactions: it has no detector for WildFly.
 * Named in persistence.xml; Payara puts its own in its place.
 */
public final class ServerPlatform extends ServerPlatformBase {

  public ServerPlatform(DatabaseSession session) {
    super(session);
  }

  @Override
  public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
    return System.getProperty("com.sun.aas.installRoot") == null
        ? WildFlyTransactionController11.class
        : GlassfishTransactionController11.class;
  }
}
