package org.pop3ra.maildrop.inbound;

import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.RoutedMaildrop;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.Envelope;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.MaildropListenerContract;

class Pop3MdbTest {

  @Nested
  class OnH2 extends OnDatabase {
    OnH2() {
      super(Kind.H2);
    }
  }

  @Nested
  class OnPostgres extends OnDatabase {
    OnPostgres() {
      super(Kind.POSTGRESQL);
    }
  }

  abstract static class OnDatabase extends MaildropListenerContract {
    private final Kind kind;
    private TestStore store;
    private Pop3Mdb mdb;

    OnDatabase(Kind kind) {
      this.kind = kind;
    }

    @BeforeEach
    void begin() throws Exception {
      store = new TestStore(kind);
      mdb = new Pop3Mdb(store, store.authenticator());
    }

    @Override
    protected MaildropListener listener() {
      return mdb;
    }

    @Override
    protected void deliver(String user, String password, List<CanonicalMessage> messages)
        throws Exception {
      store.account(user, password);
      for (CanonicalMessage message : messages) {
        byte[] octets = message.octets();
        Content.Facts facts =
            new Content.Facts(
                octets.length,
                message.headerOctets(),
                message.stuffed(),
                MessageDigest.getInstance("SHA-256").digest(octets));
        Recipient recipient =
            new Recipient(user + "@example.org", new RoutedMaildrop(store.maildrop(user)));
        store
            .services()
            .deliveries()
            .deliver(
                new Delivery(
                    new Envelope("", false),
                    List.of(recipient),
                    LmtpMdbTest.content(store, facts, octets)));
      }
    }

    @Override
    protected List<byte[]> stored(String user) throws Exception {
      return store.stored(store.maildrop(user));
    }

    @Override
    protected void steal(String user) throws Exception {
      store.update("update lease set token = null where maildrop = ?", store.maildrop(user));
    }

    @Override
    protected void empty(String user) throws Exception {
      store.update("delete from message where maildrop = ?", store.maildrop(user));
    }
  }
}
