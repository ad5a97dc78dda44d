package org.pop3ra.spi;

/** What became of one recipient. Each has one LMTP reply, which the lmtp package knows. */
public enum DeliveryStatus {
  /** Committed and durable. */
  STORED,
  /** No maildrop for the address. */
  UNKNOWN_RECIPIENT,
  /** The maildrop exists and takes no mail: its account is disabled. */
  DISABLED_RECIPIENT,
  /** The maildrop's quota would be exceeded. */
  OVER_QUOTA,
  /** The store itself is full. */
  STORE_FULL,
  /**
   * Something that passes by itself, an unknown commit outcome included: the sender tries again.
   */
  TEMPORARY,
  /** Something that an administrator must mend. */
  PERMANENT
}
