package org.pop3ra.sasl;

/**
 * One client's security context at the server's end (RFC 2743 section 2.2.2, RFC 4121). Calls may
 * block, and come one at a time; after one that throws there is none.
 */
public interface GssContext {

  /**
   * Takes a token of the client's.
   *
   * @return the token to answer with; empty: there is none
   */
  byte[] accept(byte[] token) throws GssException;

  /** Whether both ends know each other, so that no token is due. */
  boolean isEstablished();

  /** Protects the integrity of a message (RFC 2743 section 2.3.3); once it is established. */
  byte[] wrap(byte[] message) throws GssException;

  /** The message that the client has wrapped. */
  byte[] unwrap(byte[] token) throws GssException;

  /** Whose ticket it was, with the realm: {@code mrose@EXAMPLE.ORG}; once it is established. */
  String principal() throws GssException;
}
