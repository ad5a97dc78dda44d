package org.pop3ra.spi;

/** How much a login may cost the listener now; see {@link MaildropListener#open}. */
public enum Effort {
  /**
   * As little as possible, because others wait for the same: what is neither remembered nor cheap
   * to find out is {@link MaildropException.Reason#CROWDED}, or {@code CROWDED_OUTSIDE} where
   * others would have to be asked.
   */
  CHEAP,
  /** What it takes. */
  FULL,
  /**
   * What it takes, but for asking others: who would have to be asked about is {@link
   * MaildropException.Reason#CROWDED_OUTSIDE}, because those who came before wait for that.
   */
  INSIDE,
  /**
   * What it takes to ask others, after {@link MaildropException.Reason#CROWDED_OUTSIDE}: nothing
   * that was expensive is computed once more within one login.
   */
  OUTSIDE
}
