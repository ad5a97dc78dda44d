package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/** What an administrator can set for LMTP. {@link Settings} says what is allowed. */
public class LmtpProperties extends LdapProperties {

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "1024",
      description = "Port for LMTP; 0 takes any free one")
  private Integer lmtpPort = 1024;

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "Address to listen on for LMTP; empty: that of POP3")
  private String lmtpBindAddress = "";

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "1000",
      description = "Most LMTP connections")
  private Integer lmtpMaxConnections = 1000;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "0",
      description = "Most LMTP connections from one address; 0: no limit")
  private Integer lmtpMaxConnectionsPerAddress = 0;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "300",
      description =
          "How long an LMTP client may be silent; RFC 5321 section 4.5.3.2 asks for at least 300")
  private Integer lmtpIdleSeconds = 300;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "52428800",
      description = "Octets of the largest message that is accepted")
  private Integer maxMessageOctets = 52428800;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "1000",
      description =
          "Most recipients of one message; RFC 5321 section 4.5.3.1.8 asks for at least 100")
  private Integer maxRecipients = 1000;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "64",
      description = "Most messages that are being received at once")
  private Integer maxDeliveries = 64;

  @ConfigProperty(
      type = String.class,
      defaultValue = "temporary",
      description = "How mail for a full maildrop is refused: temporary (452), permanent (552)")
  private String overQuota = "temporary";

  public Integer getLmtpPort() {
    return lmtpPort;
  }

  public void setLmtpPort(Integer lmtpPort) {
    this.lmtpPort = lmtpPort;
  }

  public String getLmtpBindAddress() {
    return lmtpBindAddress;
  }

  public void setLmtpBindAddress(String lmtpBindAddress) {
    this.lmtpBindAddress = lmtpBindAddress;
  }

  public Integer getLmtpMaxConnections() {
    return lmtpMaxConnections;
  }

  public void setLmtpMaxConnections(Integer lmtpMaxConnections) {
    this.lmtpMaxConnections = lmtpMaxConnections;
  }

  public Integer getLmtpMaxConnectionsPerAddress() {
    return lmtpMaxConnectionsPerAddress;
  }

  public void setLmtpMaxConnectionsPerAddress(Integer lmtpMaxConnectionsPerAddress) {
    this.lmtpMaxConnectionsPerAddress = lmtpMaxConnectionsPerAddress;
  }

  public Integer getLmtpIdleSeconds() {
    return lmtpIdleSeconds;
  }

  public void setLmtpIdleSeconds(Integer lmtpIdleSeconds) {
    this.lmtpIdleSeconds = lmtpIdleSeconds;
  }

  public Integer getMaxMessageOctets() {
    return maxMessageOctets;
  }

  public void setMaxMessageOctets(Integer maxMessageOctets) {
    this.maxMessageOctets = maxMessageOctets;
  }

  public Integer getMaxRecipients() {
    return maxRecipients;
  }

  public void setMaxRecipients(Integer maxRecipients) {
    this.maxRecipients = maxRecipients;
  }

  public Integer getMaxDeliveries() {
    return maxDeliveries;
  }

  public void setMaxDeliveries(Integer maxDeliveries) {
    this.maxDeliveries = maxDeliveries;
  }

  public String getOverQuota() {
    return overQuota;
  }

  public void setOverQuota(String overQuota) {
    this.overQuota = overQuota;
  }
}
