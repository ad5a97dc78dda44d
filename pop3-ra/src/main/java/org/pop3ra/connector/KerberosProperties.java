package org.pop3ra.connector;

import jakarta.resource.spi.ConfigProperty;

/**
 * What an administrator can set about Kerberos and the server's own realm. {@link Vouching} says
 * what is allowed.
 */
public class KerberosProperties extends OAuthProperties {

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description = "Keytab with the keys of kerberosPrincipal")
  private String kerberosKeytab = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "Who this server is to Kerberos: pop/host@REALM with the name that clients connect to; "
              + "several are separated by spaces")
  private String kerberosPrincipal = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "The realms whose principals are users, separated by spaces; empty: those of "
              + "kerberosPrincipal")
  private String kerberosRealms = "";

  @ConfigProperty(
      type = String.class,
      defaultValue = "name",
      description =
          "What of a principal names the account: name, which is what is before the realm, or "
              + "address, which is all of it")
  private String kerberosName = "name";

  @ConfigProperty(
      type = String.class,
      defaultValue = "",
      description =
          "A role (WildFly) or group (Payara) that a user must have for whom the server's realm "
              + "vouches")
  private String realmRole = "";

  public String getKerberosKeytab() {
    return kerberosKeytab;
  }

  public void setKerberosKeytab(String kerberosKeytab) {
    this.kerberosKeytab = kerberosKeytab;
  }

  public String getKerberosPrincipal() {
    return kerberosPrincipal;
  }

  public void setKerberosPrincipal(String kerberosPrincipal) {
    this.kerberosPrincipal = kerberosPrincipal;
  }

  public String getKerberosRealms() {
    return kerberosRealms;
  }

  public void setKerberosRealms(String kerberosRealms) {
    this.kerberosRealms = kerberosRealms;
  }

  public String getKerberosName() {
    return kerberosName;
  }

  public void setKerberosName(String kerberosName) {
    this.kerberosName = kerberosName;
  }

  public String getRealmRole() {
    return realmRole;
  }

  public void setRealmRole(String realmRole) {
    this.realmRole = realmRole;
  }
}
