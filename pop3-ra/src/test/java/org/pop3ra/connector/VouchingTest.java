package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.kerberos.TestKeytab;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosSettings;
import org.pop3ra.spi.PrincipalName;
import org.pop3ra.spi.VouchingSettings;

class VouchingTest {
  private static final String SERVICE = "pop/mail.example.org@EXAMPLE.ORG";
  @TempDir private Path directory;
  private final Pop3ResourceAdapter properties = new Pop3ResourceAdapter();

  private static Map<String, String> ldap() {
    Map<String, String> values = new HashMap<>();
    values.put("identitySources", "tables ldap");
    values.put("ldapUrl", "ldaps://ldap.example.org ldap://127.0.0.1:1389");
    values.put("ldapBase", "dc=example,dc=org");
    return values;
  }

  private static Map<String, String> oauth() {
    Map<String, String> values = new HashMap<>();
    values.put("identitySources", "oauth");
    values.put("oauthJwks", "https://id.example.org/jwks");
    values.put("oauthIssuer", "https://id.example.org");
    values.put("oauthAudience", "pop3");
    return values;
  }

  private Map<String, String> kerberos() throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("identitySources", "tables kerberos");
    values.put("kerberosPrincipal", SERVICE);
    values.put("kerberosKeytab", TestKeytab.write(directory.resolve("keytab"), SERVICE).toString());
    return values;
  }

  @Test
  void theTablesVouchUnlessSomebodyElseIsNamed() throws Exception {
    assertThat(Settings.of(properties).logins().identities().vouching())
        .isEqualTo(VouchingSettings.tables());
  }

  @Test
  void theOrderIsTheOneThatIsWritten() throws Exception {
    properties.setIdentitySources(" LDAP, tables ");
    properties.setLdapUrl("ldap://127.0.0.1");
    properties.setLdapUserDn("uid=%u,dc=example,dc=org");
    properties.setProvision("true");

    VouchingSettings vouching = Settings.of(properties).logins().identities().vouching();

    assertThat(vouching.order()).isEqualTo(List.of(IdentitySource.LDAP, IdentitySource.TABLES));
    assertThat(vouching.provision()).isTrue();
    assertThat(vouching.ldap().orElseThrow().filter()).isEqualTo("(uid=%u)");
    assertThat(vouching.tokens()).isEmpty();
  }

  @Test
  void whatIsCompleteIsTaken() {
    assertThat(PropertyCheck.of(ldap())).isEmpty();
    assertThat(PropertyCheck.of(oauth())).isEmpty();
    Map<String, String> asked = oauth();
    asked.put("oauthIntrospection", "http://127.0.0.1:8180/introspect");
    asked.put("oauthClientId", "pop3");
    asked.put("oauthClientSecret", "secret");
    asked.put("oauthRequiredClaim", "realm_access.roles=mail");
    assertThat(PropertyCheck.of(asked)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "identitySources, nis",
    "identitySources, ''",
    "identitySources, tables tables",
    "provision, perhaps",
    "ldapUrl, ''",
    "ldapUrl, http://ldap.example.org",
    "ldapUrl, ldap.example.org",
    "ldapUrl, ldap://192.0.2.1",
    "ldapStartTls, true",
    "ldapStartTls, 1",
    "ldapBindPassword, ''",
    "ldapBase, ''",
    "ldapUserDn, 'uid=ann,dc=example,dc=org'",
    "ldapFilter, (uid=*)",
    "ldapFilter, uid=%u",
    "ldapAuthorities, /there/is/no/such/file",
    "ldapTimeoutSeconds, 0"
  })
  void whatCannotBeRightOfLdapIsNamed(String property, String value) {
    Map<String, String> values = ldap();
    values.put("ldapBindDn", "cn=reader");
    values.put("ldapBindPassword", "secret");
    values.put(property, value);

    assertThat(PropertyCheck.of(values)).extracting(Complaint::property).contains(property);
    assertThat(PropertyCheck.of(values).toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "oauthJwks, ''",
    "oauthJwks, http://id.example.org/jwks",
    "oauthJwks, jwks",
    "oauthIssuer, ''",
    "oauthAudience, ''",
    "oauthAlgorithms, none",
    "oauthAlgorithms, 'RS256,HS256'",
    "oauthAlgorithms, ''",
    "oauthClaim, ''",
    "oauthRequiredClaim, mail",
    "oauthRequiredClaim, roles=",
    "oauthIntrospection, http://192.0.2.1/",
    "oauthTimeoutSeconds, 61"
  })
  void whatCannotBeRightOfTokensIsNamed(String property, String value) {
    Map<String, String> values = oauth();
    values.put(property, value);

    assertThat(PropertyCheck.of(values)).extracting(Complaint::property).contains(property);
  }

  @Test
  void usersAreThoseOfTheServicesRealm() throws Exception {
    kerberos()
        .forEach(
            (property, value) -> {
              switch (property) {
                case "identitySources" -> properties.setIdentitySources(value);
                case "kerberosPrincipal" -> properties.setKerberosPrincipal(value);
                default -> properties.setKerberosKeytab(value);
              }
            });

    LoginSettings logins = Settings.of(properties).logins();

    assertThat(logins.identities().vouching().kerberos())
        .contains(new KerberosSettings(Set.of("EXAMPLE.ORG"), PrincipalName.NAME));
    assertThat(logins.keytab().orElseThrow().principals()).containsExactly(SERVICE);
  }

  @Test
  void whatIsCompleteOfKerberosIsTaken() throws IOException {
    Map<String, String> values = kerberos();
    assertThat(PropertyCheck.of(values)).isEmpty();
    values.put("kerberosRealms", "EXAMPLE.ORG EXAMPLE.NET");
    values.put("kerberosName", "address");
    assertThat(PropertyCheck.of(values)).isEmpty();
    assertThat(PropertyCheck.of(Map.of("identitySources", "realm", "realmRole", "mail"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kerberosPrincipal, ''",
    "kerberosPrincipal, pop/mail.example.org",
    "kerberosPrincipal, imap/mail.example.org@EXAMPLE.ORG",
    "kerberosPrincipal, pop@EXAMPLE.ORG",
    "kerberosKeytab, ''",
    "kerberosKeytab, /there/is/no/such/file",
    "kerberosKeytab, /",
    "kerberosKeytab, pom.xml",
    "kerberosName, mail",
  })
  void whatCannotBeRightOfKerberosIsNamed(String property, String value) throws IOException {
    Map<String, String> values = kerberos();
    values.put(property, value);

    assertThat(PropertyCheck.of(values)).extracting(Complaint::property).contains(property);
  }

  @Test
  void aKeytabWithoutTheServiceAndNamesOfTwoRealmsAreNoGood() throws IOException {
    Map<String, String> values = kerberos();
    values.put("kerberosPrincipal", "pop/other.example.org@EXAMPLE.ORG");
    values.put("kerberosRealms", "EXAMPLE.ORG EXAMPLE.NET");

    assertThat(PropertyCheck.of(values))
        .extracting(Complaint::property)
        .containsExactlyInAnyOrder("kerberosKeytab", "kerberosName");
  }

  @Test
  void whoAsksMustSayWhoHeIs() {
    Map<String, String> values = oauth();
    values.put("oauthIntrospection", "https://id.example.org/introspect");

    assertThat(PropertyCheck.of(values))
        .extracting(Complaint::property)
        .containsExactlyInAnyOrder("oauthClientId", "oauthClientSecret");
  }
}
