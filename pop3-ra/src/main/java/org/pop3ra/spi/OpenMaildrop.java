package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A maildrop at login: the lease that holds it, and its messages at that moment. They keep their
 * numbers, sizes and unique-ids for the session, whatever comes or goes meanwhile (RFC 1939 section
 * 5).
 *
 * @param account whose it is, for the log; empty: as {@link Credentials#user} says
 */
public record OpenMaildrop(Lease lease, Listing listing, String account) {
  public OpenMaildrop {
    requireNonNull(lease, "lease is null");
    requireNonNull(listing, "listing is null");
    requireNonNull(account, "account is null");
  }

  /** Of the account that the credentials named. */
  public OpenMaildrop(Lease lease, Listing listing) {
    this(lease, listing, "");
  }
}
