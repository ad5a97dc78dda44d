package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pop3ra.maildrop.service.Upkeep.Duty;

class UpkeepTest {
  private static final System.Logger SILENT = System.getLogger("test");
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(10);

  private record Set(Duration after, Runnable run) {}

  private final List<Set> alarms = new ArrayList<>();
  private final List<Duty> done = new ArrayList<>();
  private Upkeep.Worker worker = done::add;
  private final Upkeep upkeep =
      new Upkeep(
          (after, run) -> alarms.add(new Set(after, run)),
          duty -> worker.run(duty),
          new FailureLog(SILENT, System::nanoTime));

  @Test
  void everyDutyHasAnAlarmOfItsOwn() {
    upkeep.begin();

    assertThat(alarms).extracting(Set::after).containsExactly(HEARTBEAT, FLUSH, SWEEP);
    assertThat(done).isEmpty();
  }

  @Test
  void anAlarmDoesItsDuty() {
    upkeep.begin();

    goOff(SWEEP);
    goOff(HEARTBEAT);
    goOff(FLUSH);

    assertThat(done).containsExactly(Duty.SWEEP, Duty.HEARTBEAT, Duty.FLUSH);
  }

  @Test
  void anAlarmIsSetAgainAfterTheRunAndNotDuringIt() {
    upkeep.begin();
    worker = duty -> assertThat(alarms).extracting(Set::after).doesNotContain(FLUSH);

    goOff(FLUSH);

    assertThat(alarms).extracting(Set::after).containsExactlyInAnyOrder(HEARTBEAT, FLUSH, SWEEP);
  }

  @Test
  void whatFailsHasItsTurnAgain() {
    upkeep.begin();
    worker =
        duty -> {
          throw new SQLException("told to fail");
        };
    goOff(HEARTBEAT);
    worker =
        duty -> {
          throw new IllegalStateException("told to break down");
        };
    goOff(HEARTBEAT);
    worker = done::add;
    goOff(HEARTBEAT);

    assertThat(done).containsExactly(Duty.HEARTBEAT);
  }

  /** A class that cannot be loaded, say: not for this to understand, and not its end. */
  @Test
  void whatBreaksDownHasItsTurnAgain() {
    upkeep.begin();
    worker =
        duty -> {
          throw new LinkageError("told to break down");
        };

    assertThatThrownBy(() -> goOff(SWEEP)).isInstanceOf(LinkageError.class);

    assertThat(alarms).extracting(Set::after).contains(SWEEP);
  }

  private void goOff(Duration after) {
    Set alarm = alarms.stream().filter(set -> set.after().equals(after)).findFirst().orElseThrow();
    alarms.remove(alarm);
    alarm.run().run();
  }
}
