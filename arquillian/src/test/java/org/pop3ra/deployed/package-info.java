/**
 * Tests on the EAR that Maven built, deployed to the provisioned WildFly and driven over real
 * sockets. {@link org.pop3ra.deployed.DeployedServer} is where a test begins.
 */
package org.pop3ra.deployed;
