package dev.assent.notifier.deadline;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineReasonTest {

    private static final ResponsePeriod PERIOD = new ResponsePeriod(new JollydayHolidays());

    @Test
    void saysWhyTheDayMoved() {
        assertThat(reason("2026-11-24T10:00:00Z", "CZ"))
                .contains(
                        "Received on Tuesday 24 November 2026 (Europe/Prague)",
                        "The month ends on Thursday 24 December 2026.",
                        "25 December: ",
                        "the next working day, Monday 28 December 2026")
                .endsWith("GDPR Art. 12(3); Regulation 1182/71 Art. 3.");
    }

    @Test
    void saysWhyAMonthIsShort() {
        assertThat(reason("2026-08-31T10:00:00Z", "CZ"))
                .contains("Wednesday 30 September 2026, the last day, since that month has no 31st.");
    }

    @Test
    void saysWhereNoHolidaysAreKnown() {
        assertThat(reason("2026-11-24T10:00:00Z", "XX")).contains("No calendar of public holidays is known for XX");
    }

    private static String reason(String received, String country) {
        return DeadlineReason.of(PERIOD.from(Instant.parse(received), ZoneId.of("Europe/Prague"), country));
    }
}
