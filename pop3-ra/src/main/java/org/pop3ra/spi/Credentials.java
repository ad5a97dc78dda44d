package org.pop3ra.spi;

/**
 * What a client showed to prove who it is. One permitted type for each kind of proof; which of them
 * a listener accepts, it says with {@link MaildropListener#proofs}. Never printed.
 */
public sealed interface Credentials
    permits CertificateCredentials,
        ChallengeCredentials,
        KerberosCredentials,
        PasswordCredentials,
        ScramCredentials,
        TokenCredentials {

  /**
   * The account's name or one of its addresses, as the client wrote it: well-formed, not folded.
   * Empty where the proof itself names the account (a token, a certificate, a Kerberos principal)
   * and the client asked for no other; where it did ask, the listener decides whether the proof
   * allows that account.
   */
  String user();
}
