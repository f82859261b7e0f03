package dev.assent.ledger.ingest;

import dev.assent.ledger.log.LogId;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class FailingLogsTest {

    private static final LogId LOG = new LogId(1, 3);
    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    private final TestClock clock = new TestClock();
    private final FailingLogs failing = new FailingLogs(Duration.ofMinutes(1), clock);

    @Test
    void oneFailureIsNoAlarm() {
        failing.failed(LOG);
        clock.pass(2);
        failing.opened(LOG);
        clock.pass(30);
        failing.goesOn(LOG);
        clock.pass(60);

        assertThat(failing.alarms()).isEmpty();
    }

    @Test
    void aLogThatCannotBeOpenedIsAnAlarm() {
        failing.failed(LOG);
        clock.pass(59);
        failing.failed(LOG);
        assertThat(failing.alarms()).isEmpty();

        clock.pass(1);

        assertThat(failing.alarms()).containsExactly(Map.entry(LOG, START));
    }

    @Test
    void aLogThatOpensEachTimeAndFailsSoonIsAnAlarmToo() {
        for (int second = 0; second < 60; second += 20) {
            failing.failed(LOG);
            clock.pass(1);
            failing.opened(LOG);
            clock.pass(19);
            failing.goesOn(LOG);
        }

        assertThat(failing.alarms()).containsOnlyKeys(LOG);
    }

    @Test
    void theAlarmEndsOnceItGoesOnOrIsAnothersLog() {
        failing.failed(LOG);
        clock.pass(90);
        failing.opened(LOG);
        clock.pass(30);
        failing.goesOn(LOG);
        assertThat(failing.alarms()).isEmpty();

        failing.failed(LOG);
        clock.pass(90);
        failing.forget(LOG);
        assertThat(failing.alarms()).isEmpty();
    }

    private static final class TestClock extends Clock {
        private Instant now = START;

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
