package org.pop3ra.spi;

/** How much a login may cost the listener now; see {@link MaildropListener#open}. */
public enum Effort {
  /**
   * As little as possible, because others wait for the same: what is neither remembered nor cheap
   * to find out is {@link MaildropException.Reason#CROWDED}.
   */
  CHEAP,
  /** What it takes. */
  FULL,
  /**
   * What it takes to ask others, after {@link MaildropException.Reason#CROWDED_OUTSIDE}: nothing
   * that was expensive is computed once more within one login.
   */
  OUTSIDE
}
