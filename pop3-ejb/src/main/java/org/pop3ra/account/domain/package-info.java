/**
 * What an account is: its name, its addresses, and the form in which its password is kept. Depends
 * on {@code java.*}, the persistence annotations and Bouncy Castle.
 */
package org.pop3ra.account.domain;
