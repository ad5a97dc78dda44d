package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;

/**
 * Gives each of some accounts so many messages, by LMTP, over one connection each.
 *
 * @param count messages for each account
 */
public record Fill(Target target, List<Integer> accounts, Mail mail, int count) {

  public Fill {
    requireNonNull(target, "target is null");
    accounts = List.copyOf(accounts);
    requireNonNull(mail, "mail is null");
  }

  /** Once: the next call is a second fill. */
  public Work work() {
    return new Each(accounts.size(), (number, tally) -> deliver(accounts.get(number), tally));
  }

  private void deliver(int account, Tally tally) throws IOException {
    try (LmtpClient lmtp = new LmtpClient(target, account)) {
      for (int i = 0; i < count; i++) {
        Message message = mail.message(account * count + i);
        lmtp.deliver(message, account);
        tally.message(message.length());
      }
      lmtp.quit();
    }
  }
}
