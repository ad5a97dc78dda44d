/**
 * The launcher of {@code mvn -Prun}: starts the provisioned WildFly with pop3.ear as a child
 * process, watches it, and tells a developer what to try next. It reaches the server only through
 * the doors that everyone has: its ports and its environment.
 */
package org.pop3ra.server;
