package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private final AtomicLong clock = new AtomicLong(1);
  private final List<String> lines = new ArrayList<>();
  private final FailureLog log = new FailureLog(new Lines(), clock::get);

  private final class Lines implements System.Logger {
    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(message);
      lines.add(thrown.toString());
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      lines.add(format);
    }
  }

  @Test
  void saysTheSameOnceInHalfAMinute() {
    for (int i = 0; i < 1000; i++) {
      log.log(System.Logger.Level.WARNING, "login failed", new SQLException("away", "08006"));
    }
    log.log(System.Logger.Level.WARNING, "delivery failed", new SQLException("away", "08006"));
    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    log.log(System.Logger.Level.WARNING, "login failed", new SQLException("away", "08006"));

    assertThat(lines)
        .containsExactly(
            "login failed: java.sql.SQLException [08006]: away",
            "delivery failed: java.sql.SQLException [08006]: away",
            "login failed: java.sql.SQLException [08006]: away, and 999 more");
  }

  @Test
  void saysWhatToDoAboutADiskThatIsFull() {
    SQLException postgresql = new SQLException("ERROR: could not extend file \"1\"", "53100");
    Exception h2 = new SQLException(new java.io.IOException("No space left on device"));

    log.log(System.Logger.Level.WARNING, "delivery failed", new IllegalStateException(postgresql));
    log.log(System.Logger.Level.WARNING, "login failed", h2);

    assertThat(lines)
        .hasSize(2)
        .allMatch(line -> line.endsWith(" -- the disk of the database is full: make room there"));
  }

  /** What connects by it does not say which. */
  @Test
  void saysWhereALocalSocketThatIsNotThereIsNamed() {
    Exception missing = new java.net.SocketException("No such file or directory");
    SQLException failure = new SQLException("The connection attempt failed.", "08001", missing);

    log.log(System.Logger.Level.WARNING, "no schema", new SQLException("wrapped", failure));
    log.log(System.Logger.Level.WARNING, "no file", missing);

    assertThat(lines)
        .containsExactly(
            "no schema: java.net.SocketException [08001]: No such file or directory"
                + " -- it is the local socket that socketFactoryArg names in the database's URL",
            "no file: java.net.SocketException: No such file or directory");
  }

  @Test
  void doesNotQuoteTheValuesOfAStatement() {
    SQLException state = new SQLException("wrong\n  Detail: Key (secret) exists", "22001");
    SQLException batch = new SQLException("insert into body values ('secret')", state);

    log.logTrace(System.Logger.Level.ERROR, "delivery failed", batch);

    assertThat(lines)
        .containsExactly(
            "delivery failed: java.sql.SQLException [22001]: wrong",
            "java.lang.Exception: java.sql.SQLException [22001]: wrong");
  }
}
