package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * The end of a SCRAM exchange (RFC 5802 section 3). The adapter has checked the proof against the
 * verifier that {@link MaildropListener#verifier} gave at the beginning; the listener checks it
 * again with {@link #provenBy} against what is stored now, so that a password changed meanwhile
 * lets nobody in. Compared by identity, never printed.
 */
public final class ScramCredentials implements Credentials {
  private final String user;
  private final String authzid;
  private final ScramHash hash;
  private final byte[] authMessage;
  private final byte[] proof;

  /** An exchange as it went; the arrays are taken over. */
  public ScramCredentials(
      String user, String authzid, ScramHash hash, byte[] authMessage, byte[] proof) {
    this.user = requireNonNull(user, "user is null");
    this.authzid = requireNonNull(authzid, "authzid is null");
    this.hash = requireNonNull(hash, "hash is null");
    this.authMessage = requireNonNull(authMessage, "authMessage is null");
    this.proof = requireNonNull(proof, "proof is null");
  }

  @Override
  public String user() {
    return user;
  }

  /** As {@link PasswordCredentials#authzid}. */
  public String authzid() {
    return authzid;
  }

  public ScramHash hash() {
    return hash;
  }

  /** Whether the client knows the password that the verifier was derived from. */
  public boolean provenBy(ScramVerifier verifier) {
    return verifier.hash() == hash && verifier.proves(authMessage, proof);
  }

  @Override
  public String toString() {
    return "ScramCredentials";
  }
}
