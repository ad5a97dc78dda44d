package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/**
 * What an administrator can set about who vouches for users, and about tokens. {@link Vouching}
 * says what is allowed.
 */
public class OAuthProperties extends SaslProperties {

  @ConfigProperty(
      type = String.class,
      defaultValue = "tables",
      description =
          "Who vouches for users, in the order in which they are asked, separated by "
              + "spaces: tables (accounts with passwords of their own), ldap, realm (the server's "
              + "own), oauth, kerberos")
  private String identitySources = "tables";

  @ConfigProperty(
      type = String.class,
      defaultValue = "false",
      description =
          "Whether an account that somebody else than tables vouches for is made at its first "
              + "login if it is not there: true or false")
  private String provision = "false";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "The issuer that a token must be from; with oauthJwks it must be set")
  private String oauthIssuer = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "The audience that a token must be for; with oauthJwks it must be set")
  private String oauthAudience = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "URL where the provider shows the keys that sign its tokens (RFC 7517)")
  private String oauthJwks = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "URL where the provider tells whether a token is valid (RFC 7662); with "
              + "oauthJwks, too, only tokens that are not signed are asked about")
  private String oauthIntrospection = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "Who this server is to the provider, for oauthIntrospection")
  private String oauthClientId = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      confidential = true,
      description = "Its secret")
  private String oauthClientSecret = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "RS256,ES256",
      description =
          "Signature algorithms that are accepted, separated by commas: RS256, RS384, "
              + "RS512, PS256, PS384, PS512, ES256, ES384, ES512")
  private String oauthAlgorithms = "RS256,ES256";

  @ConfigProperty(
      type = String.class,
      defaultValue = "email",
      description = "What in a token names the account")
  private String oauthClaim = "email";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "A scope that a token must have")
  private String oauthScope = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "A group or role that a token must have, as claim=value; dots lead into a "
              + "claim: realm_access.roles=mail")
  private String oauthRequiredClaim = "";

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "5",
      description = "How long the provider may take to accept a connection, and to answer")
  private Integer oauthTimeoutSeconds = 5;

  public String getIdentitySources() {
    return identitySources;
  }

  public void setIdentitySources(String identitySources) {
    this.identitySources = identitySources;
  }

  public String getProvision() {
    return provision;
  }

  public void setProvision(String provision) {
    this.provision = provision;
  }

  public String getOauthIssuer() {
    return oauthIssuer;
  }

  public void setOauthIssuer(String oauthIssuer) {
    this.oauthIssuer = oauthIssuer;
  }

  public String getOauthAudience() {
    return oauthAudience;
  }

  public void setOauthAudience(String oauthAudience) {
    this.oauthAudience = oauthAudience;
  }

  public String getOauthJwks() {
    return oauthJwks;
  }

  public void setOauthJwks(String oauthJwks) {
    this.oauthJwks = oauthJwks;
  }

  public String getOauthIntrospection() {
    return oauthIntrospection;
  }

  public void setOauthIntrospection(String oauthIntrospection) {
    this.oauthIntrospection = oauthIntrospection;
  }

  public String getOauthClientId() {
    return oauthClientId;
  }

  public void setOauthClientId(String oauthClientId) {
    this.oauthClientId = oauthClientId;
  }

  public String getOauthClientSecret() {
    return oauthClientSecret;
  }

  public void setOauthClientSecret(String oauthClientSecret) {
    this.oauthClientSecret = oauthClientSecret;
  }

  public String getOauthAlgorithms() {
    return oauthAlgorithms;
  }

  public void setOauthAlgorithms(String oauthAlgorithms) {
    this.oauthAlgorithms = oauthAlgorithms;
  }

  public String getOauthClaim() {
    return oauthClaim;
  }

  public void setOauthClaim(String oauthClaim) {
    this.oauthClaim = oauthClaim;
  }

  public String getOauthScope() {
    return oauthScope;
  }

  public void setOauthScope(String oauthScope) {
    this.oauthScope = oauthScope;
  }

  public String getOauthRequiredClaim() {
    return oauthRequiredClaim;
  }

  public void setOauthRequiredClaim(String oauthRequiredClaim) {
    this.oauthRequiredClaim = oauthRequiredClaim;
  }

  public Integer getOauthTimeoutSeconds() {
    return oauthTimeoutSeconds;
  }

  public void setOauthTimeoutSeconds(Integer oauthTimeoutSeconds) {
    this.oauthTimeoutSeconds = oauthTimeoutSeconds;
  }
}
