package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Which EclipseLink stores accounts: the archive's on WildFly, the server's own on Payara. Where
 * the older one runs, nothing newer can have been used.
 */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class EclipseLinkIT {

  @ArquillianResource private Deployer deployer;

  /** Deployed by hand. */
  @Deployment(name = "pop3", managed = false, testable = false)
  public static EnterpriseArchive pop3() {
    return DeployedServer.pop3();
  }

  @Test
  void theVersionIsTheOneThatTheServerIsKnownFor() throws Exception {
    ServerFile log = ServerFile.log();
    deployer.deploy("pop3");
    try {
      Server.managed().administration().account();
    } finally {
      deployer.undeploy("pop3");
    }

    assertThat(log.added()).contains("Eclipse Persistence Services - " + expected());
  }

  private static String expected() {
    return switch (Product.underTest()) {
      case WILDFLY -> "4.0.9.";
      case PAYARA -> "4.0.1.payara";
    };
  }
}
