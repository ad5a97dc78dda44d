/** The transactions on the account tables: each public method is one. */
package org.pop3ra.account.persistence;
