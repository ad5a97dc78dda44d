package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * The state of an account's maildrop.
 *
 * @param inUse whether a session of any node holds it now
 */
public record MaildropView(long messages, long octets, OptionalLong quotaOctets, boolean inUse) {
  public MaildropView {
    requireNonNull(quotaOctets, "quotaOctets is null");
  }
}
