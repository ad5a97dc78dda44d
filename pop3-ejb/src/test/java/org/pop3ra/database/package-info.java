/** Real databases for tests: H2 in a file, and PostgreSQL with fsync on. */
package org.pop3ra.database;
