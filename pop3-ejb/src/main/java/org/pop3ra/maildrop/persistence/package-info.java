/**
 * The tables of the maildrops: their SQL, their migration, and what differs between databases.
 * Knows {@code domain} and JDBC; transactions are begun and ended elsewhere.
 */
package org.pop3ra.maildrop.persistence;
