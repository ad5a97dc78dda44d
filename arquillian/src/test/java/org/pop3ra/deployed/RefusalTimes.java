package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.pop3ra.fixture.Timing;

/** How long a server takes to refuse a wrong password, by the client's clock. */
record RefusalTimes(VouchedServer pop3) {
  /** After as many wrong tries, refusals are held back no longer than before. */
  private static final int WARM_UP = 10;

  private static final int ROUNDS = 25;

  /**
   * Nobody can tell the two by the time. Other tests load the machine meanwhile: what little is
   * left is for the tests without a server, which count processor time.
   */
  void assertAlike(String known, String unknown) throws Exception {
    new Timing(WARM_UP, ROUNDS).assertAlike(0.7, 1.4, this::refusal, List.of(known, unknown));
  }

  private long refusal(String user) throws IOException {
    long start = System.nanoTime();
    String reply = pop3.password(user, "wrong");
    long taken = System.nanoTime() - start;
    assertThat(reply).startsWith("-ERR [AUTH] ");
    return taken;
  }
}
