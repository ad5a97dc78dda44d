package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/**
 * What an administrator can set for TLS and for balancers. {@link TlsSettings} says what is
 * allowed.
 */
public class TlsProperties extends Pop3Properties {

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "1995",
      description = "Port for POP3 over TLS, once there is a certificate; 0: none")
  private Integer pop3sPort = 1995;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "0",
      description = "Port for LMTP over TLS, once there is a certificate; 0: none")
  private Integer lmtpsPort = 0;

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "PEM files with the server's certificate and those between it and the authority, in this order; several by commas, chosen by the host that the client names; empty: none")
  private String tlsCertificate = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "PEM files with the private keys, PKCS #8, one for each certificate and in the same order; empty: in the same files")
  private String tlsKey = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "PKCS #12 file with certificates and keys, in place of PEM files; empty: none")
  private String tlsKeyStore = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "Names of the entries of the PKCS #12 file that are used, separated by commas; the first is shown to clients that name no host; empty: all")
  private String tlsKeyAlias = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      confidential = true,
      description = "Password of the PKCS #12 file and of its keys")
  private String tlsKeyStorePassword = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "Name of the application server's SSL context (WildFly: Elytron's server-ssl-context), in place of files; empty: none")
  private String tlsContext = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "jdk",
      description =
          "Who computes TLS with certificates from files: jdk, or openssl, which is BoringSSL where the archive has it for the platform")
  private String tlsProvider = "jdk";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "PEM file with the authorities whose certificates clients may show; empty: clients are not asked for one")
  private String tlsClientAuthorities = "";

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "21",
      description = "Days before a certificate expires from which on the log warns of it")
  private Integer tlsWarningDays = 21;

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "Addresses of balancers that begin POP3 connections with a PROXY header, such as 192.0.2.1,2001:db8::/32; empty: none")
  private String proxyFrom = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "The same for LMTP connections; empty: none")
  private String lmtpProxyFrom = "";

  public Integer getPop3sPort() {
    return pop3sPort;
  }

  public void setPop3sPort(Integer pop3sPort) {
    this.pop3sPort = pop3sPort;
  }

  public Integer getLmtpsPort() {
    return lmtpsPort;
  }

  public void setLmtpsPort(Integer lmtpsPort) {
    this.lmtpsPort = lmtpsPort;
  }

  public String getTlsCertificate() {
    return tlsCertificate;
  }

  public void setTlsCertificate(String tlsCertificate) {
    this.tlsCertificate = tlsCertificate;
  }

  public String getTlsKey() {
    return tlsKey;
  }

  public void setTlsKey(String tlsKey) {
    this.tlsKey = tlsKey;
  }

  public String getTlsKeyStore() {
    return tlsKeyStore;
  }

  public void setTlsKeyStore(String tlsKeyStore) {
    this.tlsKeyStore = tlsKeyStore;
  }

  public String getTlsKeyAlias() {
    return tlsKeyAlias;
  }

  public void setTlsKeyAlias(String tlsKeyAlias) {
    this.tlsKeyAlias = tlsKeyAlias;
  }

  public String getTlsKeyStorePassword() {
    return tlsKeyStorePassword;
  }

  public void setTlsKeyStorePassword(String tlsKeyStorePassword) {
    this.tlsKeyStorePassword = tlsKeyStorePassword;
  }

  public String getTlsContext() {
    return tlsContext;
  }

  public void setTlsContext(String tlsContext) {
    this.tlsContext = tlsContext;
  }

  public String getTlsProvider() {
    return tlsProvider;
  }

  public void setTlsProvider(String tlsProvider) {
    this.tlsProvider = tlsProvider;
  }

  public String getTlsClientAuthorities() {
    return tlsClientAuthorities;
  }

  public void setTlsClientAuthorities(String tlsClientAuthorities) {
    this.tlsClientAuthorities = tlsClientAuthorities;
  }

  public Integer getTlsWarningDays() {
    return tlsWarningDays;
  }

  public void setTlsWarningDays(Integer tlsWarningDays) {
    this.tlsWarningDays = tlsWarningDays;
  }

  public String getProxyFrom() {
    return proxyFrom;
  }

  public void setProxyFrom(String proxyFrom) {
    this.proxyFrom = proxyFrom;
  }

  public String getLmtpProxyFrom() {
    return lmtpProxyFrom;
  }

  public void setLmtpProxyFrom(String lmtpProxyFrom) {
    this.lmtpProxyFrom = lmtpProxyFrom;
  }
}
