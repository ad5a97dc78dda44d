package org.pop3ra.deployed;

/** Users for a directory, whose passwords are {@code secret}: ann is in a group, bob is not. */
final class People {
  static final String ENTRIES =
      """
      dn: uid=ann,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: ann
      cn: Ann
      sn: A
      mail: ann@example.org
      userPassword: secret

      dn: uid=bob,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: bob
      cn: Bob
      sn: B
      mail: bob@example.org
      userPassword: secret

      dn: cn=pop3-admin,dc=example,dc=org
      objectClass: groupOfNames
      cn: pop3-admin
      member: uid=ann,dc=example,dc=org
      """;

  private People() {}
}
