package org.pop3ra.admin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way dependencies point in this module. */
@AnalyzeClasses(packages = "org.pop3ra.admin", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {

  /** Neither tables nor maildrops nor the adapter; what may be done is the use cases' to say. */
  @ArchTest
  static final ArchRule ADMINISTRATION_KNOWS_THE_USE_CASES_AND_THE_PLATFORM =
      classes()
          .that()
          .resideInAPackage("org.pop3ra.admin")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "org.pop3ra.admin",
                  "org.pop3ra.account.domain",
                  "org.pop3ra.account.service",
                  "jakarta..",
                  "java..",
                  "javax.management.."));

  /** What it keeps, it keeps by way of the use cases. */
  @ArchTest
  static final ArchRule ADMINISTRATION_TOUCHES_NO_DATABASE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..");
}
