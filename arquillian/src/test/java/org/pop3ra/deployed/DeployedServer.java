package org.pop3ra.deployed;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Deploys pop3.ear before the tests of a class and undeploys it afterwards; all classes share one
 * server and one database, so each test makes accounts of its own. They run one after the other;
 * meanwhile run those that start servers for themselves.
 */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public class DeployedServer {

  /** The ports and front doors of the server under test. */
  protected static final Server SERVER = Server.managed();

  /** What that server stores in. */
  protected static final Database DATABASE = Database.managed();

  /** The archive as Maven built it; the server's configuration names it, so its name is fixed. */
  @Deployment(testable = false)
  public static EnterpriseArchive pop3() {
    return ShrinkWrap.create(ZipImporter.class, "pop3.ear")
        .importFrom(new File(System.getProperty("it.ear")))
        .as(EnterpriseArchive.class);
  }
}
