package org.pop3ra.spi;

/**
 * The application server's own security, as the adapter can ask it: Jakarta Connectors, security
 * inflow. Thread-safe.
 */
@FunctionalInterface
public interface ServerRealm {

  /**
   * Asks whose password this is, and whether that user has the role that is required. Blocks; how
   * long, the server's realm decides.
   *
   * @param shown with a name and a password that are not empty
   * @throws MaildropException {@code CREDENTIALS} if the realm says no; {@code TEMPORARY} if it
   *     cannot be asked now; {@code PERMANENT} if the server is not configured for it
   */
  void require(PasswordCredentials shown) throws MaildropException;
}
