/**
 * Administration over HTTP: REST resources that speak JSON and answer every error with a problem
 * document (RFC 9457). Who may use them is the container's business; see {@code web.xml}. Depends
 * on {@code org.pop3ra.account.service} and the platform.
 */
package org.pop3ra.admin;
