package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pop3ra.maildrop.service.Upkeep.Duty;
import org.pop3ra.maildrop.service.Upkeep.Tick;

class UpkeepTest {

  private static final System.Logger SILENT = System.getLogger("test");

  private final Map<Tick, Long> alarms = new LinkedHashMap<>();
  private final List<Duty> done = new ArrayList<>();
  private Runnable during = () -> {};
  private boolean failing;
  private long now = -5;
  private final Upkeep upkeep =
      new Upkeep(this::set, this::work, new FailureLog(SILENT, () -> now), () -> now);

  private void set(long millis, Tick tick) {
    assertThat(alarms).as("set twice").doesNotContainKey(tick);
    alarms.put(tick, millis);
  }

  private void work(Duty duty) throws SQLException {
    done.add(duty);
    during.run();
    if (failing) {
      throw new SQLException("told to fail");
    }
  }

  @Test
  void everyDutyHasAnAlarmOfItsOwn() {
    upkeep.begin();

    assertThat(alarms)
        .containsOnly(
            Map.entry(new Tick(Duty.HEARTBEAT, 1), 5_000L),
            Map.entry(new Tick(Duty.FLUSH, 1), 1_000L),
            Map.entry(new Tick(Duty.SWEEP, 1), 10_000L));
    assertThat(done).isEmpty();
  }

  @Test
  void anAlarmIsSetAgainAfterTheRunAndNotDuringIt() {
    upkeep.begin();
    during = () -> assertThat(alarms).doesNotContainKey(new Tick(Duty.FLUSH, 1));

    goOff(new Tick(Duty.FLUSH, 1));

    assertThat(done).containsExactly(Duty.FLUSH);
    assertThat(alarms).containsEntry(new Tick(Duty.FLUSH, 1), 1_000L);
  }

  @Test
  void whatFailsHasItsTurnAgain() {
    upkeep.begin();
    failing = true;
    goOff(new Tick(Duty.HEARTBEAT, 1));
    during =
        () -> {
          throw new IllegalStateException("told to break down");
        };
    goOff(new Tick(Duty.HEARTBEAT, 1));

    assertThat(done).hasSize(2);
    assertThat(alarms).containsKey(new Tick(Duty.HEARTBEAT, 1));
  }

  @Test
  void alarmsOfAnOldGenerationDoNothing() {
    upkeep.begin();
    upkeep.begin();

    goOff(new Tick(Duty.SWEEP, 1));

    assertThat(done).isEmpty();
    assertThat(alarms).doesNotContainKey(new Tick(Duty.SWEEP, 1));
    assertThat(alarms).containsKey(new Tick(Duty.SWEEP, 2));
  }

  /** The one that began meanwhile has an alarm for it already. */
  @Test
  void aRunThatSawANewGenerationBeginSetsNoSecondAlarm() {
    upkeep.begin();
    during = upkeep::begin;

    goOff(new Tick(Duty.SWEEP, 1));

    assertThat(alarms.keySet().stream().filter(tick -> tick.duty() == Duty.SWEEP))
        .containsExactly(new Tick(Duty.SWEEP, 2));
  }

  @Test
  void alarmsThatWereLostAreSetAgainAfterFifteenSeconds() {
    upkeep.begin();
    now += Duration.ofSeconds(15).toNanos();
    upkeep.beginIfLost();
    assertThat(alarms).as("not lost yet").hasSize(3);

    now++;
    upkeep.beginIfLost();

    assertThat(alarms).hasSize(6).containsKey(new Tick(Duty.HEARTBEAT, 2));
  }

  @Test
  void whatRanLatelyIsNotLost() {
    upkeep.begin();
    now += Duration.ofSeconds(10).toNanos();
    goOff(new Tick(Duty.HEARTBEAT, 1));
    now += Duration.ofSeconds(10).toNanos();

    upkeep.beginIfLost();

    assertThat(alarms.keySet()).allMatch(tick -> tick.generation() == 1);
  }

  private void goOff(Tick tick) {
    alarms.remove(tick);
    upkeep.tick(tick);
  }
}
