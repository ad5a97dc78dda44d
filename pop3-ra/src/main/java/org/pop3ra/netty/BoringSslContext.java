package org.pop3ra.netty;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;

/**
 * A context of BoringSSL's whose tickets (RFC 5077, RFC 8446 section 4.6.1) are encrypted with keys
 * that nobody keeps: a new one each hour, the last three of which are understood. Thread-safe.
 */
final class BoringSslContext {
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
  private static final int KEPT = 3;

  private final SslContext context;
  private final LongSupplier nanoClock;
  private final SecureRandom random = new SecureRandom();

  /** The one that is in use first. */
  private final Deque<OpenSslSessionTicketKey> keys = new ArrayDeque<>();

  private volatile long renewed;

  BoringSslContext(SslContext context, LongSupplier nanoClock) {
    this.context = context;
    this.nanoClock = nanoClock;
    // A ticket is all that resumption needs: sessions that are kept cost each handshake two calls
    // from native code, and memory.
    ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
    renew(nanoClock.getAsLong());
  }

  SSLEngine engine() {
    long now = nanoClock.getAsLong();
    if (now - renewed >= HOUR_NANOS) {
      renew(now);
    }
    // Buffers are direct already where this engine is used: it need not allocate any.
    return context.newEngine(UnpooledByteBufAllocator.DEFAULT);
  }

  private synchronized void renew(long now) {
    if (!keys.isEmpty() && now - renewed < HOUR_NANOS) {
      return;
    }
    renewed = now;
    keys.addFirst(
        new OpenSslSessionTicketKey(
            octets(OpenSslSessionTicketKey.NAME_SIZE),
            octets(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
            octets(OpenSslSessionTicketKey.AES_KEY_SIZE)));
    while (keys.size() > KEPT) {
      keys.removeLast();
    }
    ((OpenSslSessionContext) context.sessionContext())
        .setTicketKeys(keys.toArray(OpenSslSessionTicketKey[]::new));
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }
}
