package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/** What an administrator can set about a directory. {@link Vouching} says what is allowed. */
public class LdapProperties extends KerberosProperties {

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "The directory: ldaps://host:port or ldap://host:port; several, separated by "
              + "spaces, are tried in turn")
  private String ldapUrl = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "false",
      description =
          "Whether connections to ldap: are secured by StartTLS before anything is sent: "
              + "true or false")
  private String ldapStartTls = "false";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "PEM file with the authorities of the directory's certificate; empty: those of "
              + "the JVM")
  private String ldapAuthorities = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "Whom the directory is searched as; empty: anonymously")
  private String ldapBindDn = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      confidential = true,
      description = "The password of ldapBindDn")
  private String ldapBindPassword = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "The DN of a user's entry, with %u for the name: no search is needed")
  private String ldapUserDn = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "Where users' entries are searched, if there is no ldapUserDn")
  private String ldapBase = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "(uid=%u)",
      description = "Which entry is the user's, with %u for the name")
  private String ldapFilter = "(uid=%u)";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "The attribute that names the account; empty: the name that the client gave")
  private String ldapAttribute = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "The DN of a group that a user must be a member of (member, uniqueMember or "
              + "memberUid)")
  private String ldapGroup = "";

  @ConfigProperty(
      type = Integer.class,
      defaultValue = "5",
      description = "How long the directory may take to accept a connection, and to answer")
  private Integer ldapTimeoutSeconds = 5;

  public String getLdapUrl() {
    return ldapUrl;
  }

  public void setLdapUrl(String ldapUrl) {
    this.ldapUrl = ldapUrl;
  }

  public String getLdapStartTls() {
    return ldapStartTls;
  }

  public void setLdapStartTls(String ldapStartTls) {
    this.ldapStartTls = ldapStartTls;
  }

  public String getLdapAuthorities() {
    return ldapAuthorities;
  }

  public void setLdapAuthorities(String ldapAuthorities) {
    this.ldapAuthorities = ldapAuthorities;
  }

  public String getLdapBindDn() {
    return ldapBindDn;
  }

  public void setLdapBindDn(String ldapBindDn) {
    this.ldapBindDn = ldapBindDn;
  }

  public String getLdapBindPassword() {
    return ldapBindPassword;
  }

  public void setLdapBindPassword(String ldapBindPassword) {
    this.ldapBindPassword = ldapBindPassword;
  }

  public String getLdapUserDn() {
    return ldapUserDn;
  }

  public void setLdapUserDn(String ldapUserDn) {
    this.ldapUserDn = ldapUserDn;
  }

  public String getLdapBase() {
    return ldapBase;
  }

  public void setLdapBase(String ldapBase) {
    this.ldapBase = ldapBase;
  }

  public String getLdapFilter() {
    return ldapFilter;
  }

  public void setLdapFilter(String ldapFilter) {
    this.ldapFilter = ldapFilter;
  }

  public String getLdapAttribute() {
    return ldapAttribute;
  }

  public void setLdapAttribute(String ldapAttribute) {
    this.ldapAttribute = ldapAttribute;
  }

  public String getLdapGroup() {
    return ldapGroup;
  }

  public void setLdapGroup(String ldapGroup) {
    this.ldapGroup = ldapGroup;
  }

  public Integer getLdapTimeoutSeconds() {
    return ldapTimeoutSeconds;
  }

  public void setLdapTimeoutSeconds(Integer ldapTimeoutSeconds) {
    this.ldapTimeoutSeconds = ldapTimeoutSeconds;
  }
}
