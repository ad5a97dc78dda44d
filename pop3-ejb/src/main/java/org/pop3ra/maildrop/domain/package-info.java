/**
 * Leases, unique-ids, routes: rules and values without a database. Depends on {@code java.*} and
 * the values of the spi only.
 */
package org.pop3ra.maildrop.domain;
