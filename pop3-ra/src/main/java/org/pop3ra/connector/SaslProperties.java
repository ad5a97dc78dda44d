package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/**
 * What an administrator can set about ways to log in. {@link LoginSettings} says what is allowed.
 */
public class SaslProperties extends TlsProperties {

  @ConfigProperty(
      type = String.class,
      defaultValue = "all",
      description =
          "Ways to log in besides USER and PASS: names of SASL mechanisms and APOP, separated by"
              + " spaces; all: every one that can succeed; none")
  private String mechanisms = "all";

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "10000",
      description =
          "How many iterations new SCRAM verifiers get; RFC 7677 section 4 asks for at least 4096")
  private Integer scramIterations = 10000;

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      confidential = true,
      description =
          "Base64 of the AES key, of 16, 24 or 32 octets, that encrypts the passwords of accounts"
              + " that opted in to CRAM-MD5 and APOP; empty: neither is offered")
  private String secretKey = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "none",
      description =
          "What in a client's certificate names the account, for EXTERNAL: none, email, cn")
  private String certificateName = "none";

  public String getMechanisms() {
    return mechanisms;
  }

  public void setMechanisms(String mechanisms) {
    this.mechanisms = mechanisms;
  }

  public Integer getScramIterations() {
    return scramIterations;
  }

  public void setScramIterations(Integer scramIterations) {
    this.scramIterations = scramIterations;
  }

  public String getSecretKey() {
    return secretKey;
  }

  public void setSecretKey(String secretKey) {
    this.secretKey = secretKey;
  }

  public String getCertificateName() {
    return certificateName;
  }

  public void setCertificateName(String certificateName) {
    this.certificateName = certificateName;
  }
}
