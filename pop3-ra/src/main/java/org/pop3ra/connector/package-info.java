/**
 * The resource adapter: configuration, life cycle, and the way to the message-driven beans. The
 * only package that knows {@code jakarta.resource} (Jakarta Connectors 2.1); it puts protocol,
 * network and application together.
 */
package org.pop3ra.connector;
