package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.pop3ra.fixture.Timing;
import org.pop3ra.transcript.SaslClient;

/**
 * How long a server takes for what it says to those who show no password, by the client's clock:
 * without the delay of refusals, which would hide it.
 */
record ProofTimes(Server server) {
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 20;
  private static final String REFUSED = "-ERR [AUTH] ";

  /** What is asked before the clock runs, and then. */
  enum Step {
    SCRAM_CHALLENGE("+ ") {
      @Override
      String last(Pop3Client client, String greeting, String user) throws Exception {
        return scram(user).command();
      }
    },
    CRAM_MD5(REFUSED) {
      @Override
      String last(Pop3Client client, String greeting, String user) throws Exception {
        return answered(client, SaslClient.of("CRAM-MD5", user, "wrong", () -> new byte[0]));
      }
    },
    APOP(REFUSED) {
      @Override
      String last(Pop3Client client, String greeting, String user) {
        assertThat(greeting).contains("<");
        return "APOP " + user + " " + "0".repeat(32);
      }
    };

    private final String reply;

    Step(String reply) {
      this.reply = reply;
    }

    /** The line after which the clock runs. */
    abstract String last(Pop3Client client, String greeting, String user) throws Exception;

    private static SaslClient scram(String user) throws IOException {
      return SaslClient.of("SCRAM-SHA-256", user, "wrong", () -> new byte[0]);
    }

    private static String answered(Pop3Client client, SaslClient exchange) throws Exception {
      String challenge = client.send(exchange.command());
      assertThat(challenge).startsWith("+ ");
      return exchange.respond(challenge.substring(2));
    }
  }

  /** Nobody can tell them by the time; see {@link RefusalTimes#assertAlike} for how nearly. */
  void assertAlike(Step step, List<String> users) throws Exception {
    new Timing(WARM_UP, ROUNDS).assertAlike(0.6, 1.7, user -> nanos(step, user), users);
  }

  private long nanos(Step step, String user) throws Exception {
    try (Pop3Client client = server.connect()) {
      String last = step.last(client, client.ok(), user);
      long start = System.nanoTime();
      String reply = client.send(last);
      long taken = System.nanoTime() - start;
      assertThat(reply).startsWith(step.reply);
      return taken;
    }
  }
}
