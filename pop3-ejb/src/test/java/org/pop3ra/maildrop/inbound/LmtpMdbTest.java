package org.pop3ra.maildrop.inbound;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryListener;
import org.pop3ra.spi.DeliveryListenerContract;
import org.pop3ra.spi.Upload;

class LmtpMdbTest {

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

  abstract static class OnDatabase extends DeliveryListenerContract {
    private final Kind kind;
    private TestStore store;

    OnDatabase(Kind kind) {
      this.kind = kind;
    }

    @BeforeEach
    void begin() throws Exception {
      store = new TestStore(kind);
      store.account("here", "secret");
      store.account("other", "secret");
      store.address(ALIAS, store.maildrop("here"), true);
    }

    @Override
    protected DeliveryListener listener() {
      return new LmtpMdb(store);
    }

    @Override
    protected List<byte[]> delivered(String address) throws Exception {
      return store.stored(store.maildrop(address));
    }
  }

  /** In memory, or uploaded if it is too large. */
  static Content content(TestStore store, Content.Facts facts, byte[] octets)
      throws DeliveryException {
    if (octets.length <= Content.CHUNK) {
      return new Content.InMemory(facts, octets);
    }
    Upload upload = store.services().deliveries().begin();
    for (int from = 0; from < octets.length; from += Content.CHUNK) {
      int to = Math.min(octets.length, from + Content.CHUNK);
      store.services().deliveries().append(upload, Arrays.copyOfRange(octets, from, to));
    }
    return new Content.Uploaded(facts, upload);
  }
}
