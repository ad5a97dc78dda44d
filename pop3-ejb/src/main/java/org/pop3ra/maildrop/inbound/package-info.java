/**
 * Where the adapter comes in: the message-driven beans that implement the spi. The only place that
 * imports its listener interfaces.
 */
package org.pop3ra.maildrop.inbound;
