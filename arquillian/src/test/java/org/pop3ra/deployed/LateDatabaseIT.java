package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server that is started before its database: it tells administrators to try again, and serves as
 * soon as the database is there.
 */
@Tag("long")
class LateDatabaseIT {

  @Test
  void aServerWaitsForItsDatabaseAndThenServes() throws Exception {
    assertThat(serve("late", Postgres::database)).doesNotContain("socketFactoryArg");
  }

  @Test
  void whereItsLocalSocketIsMissingTheLogSaysWhereItIsNamed() throws Exception {
    assertThat(serve("late-socket", Postgres::local))
        .contains("No such file or directory -- it is the local socket that socketFactoryArg");
  }

  /** Returns what the server has logged. */
  private static String serve(String name, Function<Postgres, Database> way) throws Exception {
    try (Postgres postgres = Postgres.start()) {
      postgres.stop();
      Node node = Node.start(name, way.apply(postgres));
      try {
        serveOnceItIsThere(node, postgres);
        assertThat(node.log())
            .contains("cannot bring the schema up to date, trying again")
            .doesNotContain("request failed");
        return node.log();
      } finally {
        node.kill();
      }
    }
  }

  private static void serveOnceItIsThere(Node node, Postgres postgres) throws Exception {
    Server server = node.answering();
    Outage outage = new Outage(server.administration());
    outage.assertTold("nobody");
    postgres.startAgain();
    await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(outage::isOver);

    Administration administration = node.serving().administration();
    new Outage(administration).assertOver(administration.account());
  }
}
