package org.pop3ra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.resource.spi.ConfigProperty;

/** Dependencies point one way: connector, netty, session and lmtp, sasl and protocol, spi. */
@AnalyzeClasses(packages = "org.pop3ra", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Open Liberty makes an instance of each of them. */
  @ArchTest
  static final ArchRule CLASSES_WITH_PROPERTIES_CAN_BE_MADE =
      fields()
          .that()
          .areAnnotatedWith(ConfigProperty.class)
          .should()
          .beDeclaredInClassesThat(
              DescribedPredicate.not(modifier(JavaModifier.ABSTRACT))
                  .and(modifier(JavaModifier.PUBLIC)));

  @ArchTest
  static final ArchRule SPI_KNOWS_NOBODY =
      only(
          "org.pop3ra.spi",
          "org.pop3ra.spi",
          "java..",
          "javax.crypto..",
          "javax.naming..",
          "javax.security.auth.x500");

  @ArchTest
  static final ArchRule PROTOCOL_KNOWS_NOBODY =
      only("org.pop3ra.protocol", "org.pop3ra.protocol", "java..");

  @ArchTest
  static final ArchRule SASL_KNOWS_THE_SPI =
      only("org.pop3ra.sasl", "org.pop3ra.sasl", "org.pop3ra.spi", "java..");

  @ArchTest
  static final ArchRule SESSION_KNOWS_SASL_PROTOCOL_AND_SPI =
      only(
          "org.pop3ra.session",
          "org.pop3ra.session",
          "org.pop3ra.sasl",
          "org.pop3ra.protocol",
          "org.pop3ra.spi",
          "java..");

  @ArchTest
  static final ArchRule LMTP_KNOWS_CONVERSATIONS_FRAMES_AND_SPI =
      only(
          "org.pop3ra.lmtp",
          "org.pop3ra.lmtp",
          "org.pop3ra.session",
          "org.pop3ra.protocol",
          "org.pop3ra.spi",
          "java..");

  @ArchTest
  static final ArchRule TLS_KNOWS_SESSION_AND_SPI =
      only(
          "org.pop3ra.tls",
          "org.pop3ra.tls",
          "org.pop3ra.session",
          "org.pop3ra.spi",
          "java..",
          "javax.net.ssl..");

  @ArchTest
  static final ArchRule KERBEROS_KNOWS_SASL =
      only(
          "org.pop3ra.kerberos",
          "org.pop3ra.kerberos",
          "org.pop3ra.sasl",
          "java..",
          "javax.security.auth..",
          "org.ietf.jgss..");

  @ArchTest
  static final ArchRule NETTY_IS_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pop3ra.netty")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule CONNECTORS_ARE_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.pop3ra.connector")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");

  @ArchTest
  static final ArchRule NETTY_DOES_NOT_KNOW_THE_CONNECTOR =
      noClasses()
          .that()
          .resideInAPackage("org.pop3ra.netty")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.pop3ra.connector");

  private static ArchRule only(String from, String... to) {
    return classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(to));
  }
}
