package dev.assent.ledger.ingest;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.platform.SettableClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class FailingLogsTest {

    private static final LogId LOG = new LogId(1, 3);
    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final FailingLogs failing = new FailingLogs(Duration.ofMinutes(1), clock);

    @Test
    void oneFailureIsNoAlarm() {
        failing.failed(LOG);
        clock.pass(Duration.ofSeconds(2));
        failing.opened(LOG);
        clock.pass(Duration.ofSeconds(30));
        failing.goesOn(LOG);
        clock.pass(Duration.ofSeconds(60));

        assertThat(failing.alarms()).isEmpty();
    }

    @Test
    void aLogThatCannotBeOpenedIsAnAlarm() {
        failing.failed(LOG);
        clock.pass(Duration.ofSeconds(59));
        failing.failed(LOG);
        assertThat(failing.alarms()).isEmpty();

        clock.pass(Duration.ofSeconds(1));

        assertThat(failing.alarms()).containsExactly(Map.entry(LOG, START));
    }

    @Test
    void aLogThatOpensEachTimeAndFailsSoonIsAnAlarmToo() {
        for (int second = 0; second < 60; second += 20) {
            failing.failed(LOG);
            clock.pass(Duration.ofSeconds(1));
            failing.opened(LOG);
            clock.pass(Duration.ofSeconds(19));
            failing.goesOn(LOG);
        }

        assertThat(failing.alarms()).containsOnlyKeys(LOG);
    }

    @Test
    void theAlarmEndsOnceItGoesOnOrIsAnothersLog() {
        failing.failed(LOG);
        clock.pass(Duration.ofSeconds(90));
        failing.opened(LOG);
        clock.pass(Duration.ofSeconds(30));
        failing.goesOn(LOG);
        assertThat(failing.alarms()).isEmpty();

        failing.failed(LOG);
        clock.pass(Duration.ofSeconds(90));
        failing.forget(LOG);
        assertThat(failing.alarms()).isEmpty();
    }
}
