package org.pop3ra.account.vouching;

import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.MaildropException;

/**
 * Somebody outside who knows whose credentials these are. Called outside any transaction; may take
 * as long as its time-outs allow. Thread-safe.
 *
 * @param <C> the kind of proof that it understands
 */
public interface Voucher<C extends Credentials> extends AutoCloseable {

  /**
   * The name of the account that these credentials lead to, not folded.
   *
   * @throws MaildropException {@code CREDENTIALS} if they lead to none; {@code TEMPORARY} if that
   *     cannot be found out now, which was told to the log
   */
  String vouch(C shown) throws MaildropException;

  /** Ends its connections; calls that are under way may fail. */
  @Override
  void close();
}
