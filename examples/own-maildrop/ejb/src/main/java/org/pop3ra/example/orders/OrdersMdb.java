package org.pop3ra.example.orders;

import static jakarta.ejb.TransactionManagementType.BEAN;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import java.util.List;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.LocalMaildrops;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.Snapshot;

/** The last orders as a maildrop: one message each; what is deleted is archived, at QUIT. */
@MessageDriven(messageListenerInterface = MaildropListener.class)
@TransactionManagement(BEAN) // None here: those of the shop have ended when its methods return.
public class OrdersMdb implements MaildropListener {
  private static final LocalMaildrops MAILDROPS = new LocalMaildrops();

  @EJB private Clerks clerks;
  @EJB private Shop shop;

  @Override
  public OpenMaildrop open(Credentials credentials) throws MaildropException {
    if (!(credentials instanceof PasswordCredentials shown)
        || !shown.isForUser()
        || !clerks.admits(shown.user(), shown.password())) {
      throw new MaildropException(Reason.CREDENTIALS, "not a clerk, or a wrong password");
    }
    return MAILDROPS.open("orders", this::messages);
  }

  private Snapshot messages() {
    Snapshot messages = new Snapshot();
    for (Order order : shop.latest()) {
      messages.add(order.number(), "order-" + order.number(), order.mail());
    }
    return messages;
  }

  @Override
  public List<byte[]> read(Lease lease, long sequence, long offset, int length)
      throws MaildropException {
    return MAILDROPS.read(lease, sequence, offset, length);
  }

  @Override
  public void commit(Lease lease, long[] sequences) throws MaildropException {
    MAILDROPS.commit(lease, () -> archive(sequences));
  }

  private void archive(long[] orders) throws MaildropException {
    try {
      shop.archive(orders);
    } catch (OpenOrderException e) {
      throw new MaildropException(Reason.TEMPORARY, e.getMessage());
    }
  }
}
