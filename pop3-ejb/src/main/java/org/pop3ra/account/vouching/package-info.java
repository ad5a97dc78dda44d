/**
 * Who, besides the tables, says whose credentials are shown: a directory, a provider of tokens.
 * Knows no accounts: what it says is a name.
 */
package org.pop3ra.account.vouching;
