package org.pop3ra.spi;

/** The kinds of proof that a listener may accept; each stands for one way to log in. */
public enum Proof {
  /** {@link PasswordCredentials}: USER and PASS, PLAIN, LOGIN. */
  PASSWORD,
  /** {@link TokenCredentials}: OAUTHBEARER, XOAUTH2. */
  TOKEN,
  /** {@link CertificateCredentials}: EXTERNAL. */
  CERTIFICATE,
  /** {@link KerberosCredentials}: GSSAPI. */
  KERBEROS,
  /** {@link ScramCredentials} with {@link ScramHash#SHA_1}. */
  SCRAM_SHA_1,
  /** {@link ScramCredentials} with {@link ScramHash#SHA_256}. */
  SCRAM_SHA_256,
  /** {@link ScramCredentials} with {@link ScramHash#SHA_512}. */
  SCRAM_SHA_512,
  /** {@link ChallengeCredentials} with {@link ChallengeCredentials.Algorithm#CRAM_MD5}. */
  CRAM_MD5,
  /** {@link ChallengeCredentials} with {@link ChallengeCredentials.Algorithm#APOP}. */
  APOP
}
