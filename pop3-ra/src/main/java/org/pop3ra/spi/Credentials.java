package org.pop3ra.spi;

/**
 * What a client showed to prove who it is. One permitted type for each kind of proof. Never
 * printed.
 */
public sealed interface Credentials permits PasswordCredentials {

  /**
   * The account's name or one of its addresses, as the client wrote it: well-formed, not folded.
   */
  String user();
}
