/**
 * Who may log in, and the administration of accounts. Passwords are hashed here, outside any
 * transaction; what the database must do stands in {@code persistence}.
 */
package org.pop3ra.account.service;
