package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/** A maildrop at login: the lease that holds it, and its messages at that moment. */
public record OpenMaildrop(Lease lease, Listing listing) {
  public OpenMaildrop {
    requireNonNull(lease, "lease is null");
    requireNonNull(listing, "listing is null");
  }
}
