package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/**
 * What an administrator can set for POP3, and for POP3 and LMTP together. {@link Settings} says
 * what is allowed.
 */
public class Pop3Properties {

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "1110",
      description = "Port for POP3; 0 takes any free one")
  private Integer pop3Port = 1110;

  @ConfigProperty(
      type = String.class,
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 or :: for all")
  private String bindAddress = "127.0.0.1";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "Name of this host, told to clients and written to Received lines; empty: the local host name")
  private String hostName = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "Cluster-wide unique name of this node: a restart then frees at once what its predecessor held; empty: none")
  private String nodeName = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "loopback",
      description = "Where passwords may be sent without TLS: loopback, always, never")
  private String cleartext = "loopback";

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "600",
      description =
          "How long a POP3 client may be silent; RFC 1939 section 3 asks for at least 600")
  private Integer idleSeconds = 600;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "60",
      description = "How long a POP3 client may take to log in")
  private Integer loginSeconds = 60;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "15000",
      description = "Most POP3 connections")
  private Integer maxConnections = 15000;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "500",
      description = "Most POP3 connections from one address; 0: no limit")
  private Integer maxConnectionsPerAddress = 500;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "50",
      description =
          "Unknown, ill-formed, over-long or misplaced command lines after which a connection is closed")
  private Integer maxBadCommands = 50;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "4194304",
      description = "Octets of an over-long line that are dropped before the connection is closed")
  private Integer maxDiscardedOctets = 4194304;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "1000",
      description =
          "Most milliseconds by which the reply to an address's first failed login is delayed")
  private Integer failedLoginDelayMillis = 1000;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "0",
      description =
          "Most calls into the application at once, of POP3 and LMTP together; at most what its bean pool, the work manager and the database pool allow; 0: four for each processor, at most 16")
  private Integer workers = 0;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "0",
      description =
          "Threads that do the network's work, of POP3 and LMTP together, and twice as many more for ports of implicit TLS; 0: one for each processor")
  private Integer eventLoops = 0;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "10",
      description = "How long a command waits for a worker before it is refused")
  private Integer workerWaitSeconds = 10;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "300",
      description = "How long a client may take nothing of a reply")
  private Integer writeStallSeconds = 300;

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "10",
      description = "How long replies under way may go on when the server stops or suspends")
  private Integer drainSeconds = 10;

  public Integer getPop3Port() {
    return pop3Port;
  }

  public void setPop3Port(Integer pop3Port) {
    this.pop3Port = pop3Port;
  }

  public String getBindAddress() {
    return bindAddress;
  }

  public void setBindAddress(String bindAddress) {
    this.bindAddress = bindAddress;
  }

  public String getHostName() {
    return hostName;
  }

  public void setHostName(String hostName) {
    this.hostName = hostName;
  }

  public String getNodeName() {
    return nodeName;
  }

  public void setNodeName(String nodeName) {
    this.nodeName = nodeName;
  }

  public String getCleartext() {
    return cleartext;
  }

  public void setCleartext(String cleartext) {
    this.cleartext = cleartext;
  }

  public Integer getIdleSeconds() {
    return idleSeconds;
  }

  public void setIdleSeconds(Integer idleSeconds) {
    this.idleSeconds = idleSeconds;
  }

  public Integer getLoginSeconds() {
    return loginSeconds;
  }

  public void setLoginSeconds(Integer loginSeconds) {
    this.loginSeconds = loginSeconds;
  }

  public Integer getMaxConnections() {
    return maxConnections;
  }

  public void setMaxConnections(Integer maxConnections) {
    this.maxConnections = maxConnections;
  }

  public Integer getMaxConnectionsPerAddress() {
    return maxConnectionsPerAddress;
  }

  public void setMaxConnectionsPerAddress(Integer maxConnectionsPerAddress) {
    this.maxConnectionsPerAddress = maxConnectionsPerAddress;
  }

  public Integer getMaxBadCommands() {
    return maxBadCommands;
  }

  public void setMaxBadCommands(Integer maxBadCommands) {
    this.maxBadCommands = maxBadCommands;
  }

  public Integer getMaxDiscardedOctets() {
    return maxDiscardedOctets;
  }

  public void setMaxDiscardedOctets(Integer maxDiscardedOctets) {
    this.maxDiscardedOctets = maxDiscardedOctets;
  }

  public Integer getFailedLoginDelayMillis() {
    return failedLoginDelayMillis;
  }

  public void setFailedLoginDelayMillis(Integer failedLoginDelayMillis) {
    this.failedLoginDelayMillis = failedLoginDelayMillis;
  }

  public Integer getWorkers() {
    return workers;
  }

  public void setWorkers(Integer workers) {
    this.workers = workers;
  }

  public Integer getEventLoops() {
    return eventLoops;
  }

  public void setEventLoops(Integer eventLoops) {
    this.eventLoops = eventLoops;
  }

  public Integer getWorkerWaitSeconds() {
    return workerWaitSeconds;
  }

  public void setWorkerWaitSeconds(Integer workerWaitSeconds) {
    this.workerWaitSeconds = workerWaitSeconds;
  }

  public Integer getWriteStallSeconds() {
    return writeStallSeconds;
  }

  public void setWriteStallSeconds(Integer writeStallSeconds) {
    this.writeStallSeconds = writeStallSeconds;
  }

  public Integer getDrainSeconds() {
    return drainSeconds;
  }

  public void setDrainSeconds(Integer drainSeconds) {
    this.drainSeconds = drainSeconds;
  }
}
