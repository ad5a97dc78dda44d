/**
 * The use cases of a maildrop: open, read, commit, deliver, sweep. Each runs in one transaction at
 * a time, through {@link org.pop3ra.maildrop.service.Transactions}; reads of messages need none.
 */
package org.pop3ra.maildrop.service;
