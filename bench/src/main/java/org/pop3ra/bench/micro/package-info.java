/**
 * JMH benchmarks of what every octet goes through: command lines, slices, listings, dot-stuffing
 * and messages that come in. They use the adapter's public types, as the Netty pipeline does, so
 * that a figure is that of the code that runs.
 */
package org.pop3ra.bench.micro;
