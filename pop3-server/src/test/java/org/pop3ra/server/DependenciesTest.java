package org.pop3ra.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.pop3ra.connector.Complaint;
import org.pop3ra.connector.PropertyCheck;
import org.pop3ra.netty.AddressRange;

/** What the launcher knows of the application that it starts: how its settings are checked. */
@AnalyzeClasses(
    packages = "org.pop3ra.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {

  @ArchTest
  static final ArchRule OF_THE_ADAPTER_ONLY_THE_CHECK_OF_PROPERTIES_IS_KNOWN =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("org.pop3ra.server..")
                  .or(type(PropertyCheck.class))
                  .or(type(Complaint.class))
                  .or(type(AddressRange.class))
                  .or(resideInAPackage("java.."))
                  .or(resideInAPackage("javax.."))
                  .or(resideInAPackage("org.w3c.dom.."))
                  .or(resideInAPackage("org.xml.sax.."))
                  .or(resideInAPackage("org.wildfly.core.launcher..")));
}
