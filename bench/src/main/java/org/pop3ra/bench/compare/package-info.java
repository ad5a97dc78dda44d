/**
 * {@code mvn -Pbench}: starts the server and a peer, fills and warms both, loads them in turn, and
 * prints the ratios. Only ratios of runs in turn mean anything on a machine that has other work.
 */
package org.pop3ra.bench.compare;
