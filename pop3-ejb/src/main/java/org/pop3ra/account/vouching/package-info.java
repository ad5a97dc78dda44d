/**
 * Who, besides the tables, says whose credentials are shown: a directory, the server's own realm, a
 * provider of tokens, a Kerberos realm. Knows no accounts: what it says is a name.
 */
package org.pop3ra.account.vouching;
