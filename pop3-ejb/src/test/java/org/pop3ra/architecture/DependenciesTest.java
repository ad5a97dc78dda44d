package org.pop3ra.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.MaildropListener;

/** Which way dependencies point in this module. */
@AnalyzeClasses(packages = "org.pop3ra", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {

  @ArchTest
  static final ArchRule ONLY_INBOUND_KNOWS_THE_LISTENERS =
      noClasses()
          .that(
              are(resideInAPackage("org.pop3ra.maildrop.."))
                  .or(are(resideInAPackage("org.pop3ra.account.."))))
          .and()
          .resideOutsideOfPackage("org.pop3ra.maildrop.inbound")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(MaildropListener.class, DeliveryListener.class);

  @ArchTest
  static final ArchRule OF_THE_ADAPTER_ONLY_THE_SPI_IS_KNOWN =
      noClasses()
          .that(
              are(resideInAPackage("org.pop3ra.maildrop.."))
                  .or(are(resideInAPackage("org.pop3ra.account.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.pop3ra.connector..",
              "org.pop3ra.lmtp..",
              "org.pop3ra.netty..",
              "org.pop3ra.protocol..",
              "org.pop3ra.sasl..",
              "org.pop3ra.session..",
              "io.netty..");

  @ArchTest
  static final ArchRule THE_DOMAIN_OF_MAILDROPS_KNOWS_NO_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("org.pop3ra.maildrop.domain")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "jakarta..",
              "org.pop3ra.maildrop.inbound..",
              "org.pop3ra.maildrop.persistence..",
              "org.pop3ra.maildrop.service..");

  @ArchTest
  static final ArchRule TABLES_KNOW_NO_USE_CASE =
      noClasses()
          .that()
          .resideInAPackage("org.pop3ra.maildrop.persistence")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.pop3ra.maildrop.service..", "org.pop3ra.maildrop.inbound..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_INBOUND =
      classes()
          .that()
          .resideInAPackage("org.pop3ra.maildrop.inbound")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("org.pop3ra.maildrop.inbound");
}
