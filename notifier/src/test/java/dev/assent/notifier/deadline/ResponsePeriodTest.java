package dev.assent.notifier.deadline;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ResponsePeriodTest {

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final ResponsePeriod PERIOD = new ResponsePeriod(new JollydayHolidays());
    private static final ResponsePeriod WITHOUT_HOLIDAYS = new ResponsePeriod(new NoHolidays());

    @ParameterizedTest(name = "received {0} in {2}: due {1}")
    @CsvSource({
        // an ordinary month; a month without that date; 29 February in a leap year and in another
        "2026-11-24T10:00:00Z, 2026-12-28, CZ",
        "2026-05-31T10:00:00Z, 2026-06-30, CZ",
        "2028-01-31T10:00:00Z, 2028-02-29, CZ",
        "2027-01-31T10:00:00Z, 2027-03-01, CZ",
        "2026-03-05T10:00:00Z, 2026-04-07, CZ",
        "2026-08-31T10:00:00Z, 2026-09-30, CZ",
        // over the year's end, into New Year's Day and the weekend after it
        "2026-12-01T10:00:00Z, 2027-01-04, CZ",
        // Midsummer and Constitution Day
        "2026-04-17T10:00:00Z, 2026-05-18, NO",
        "2026-04-14T10:00:00Z, 2026-05-15, NO",
        "2026-07-14T10:00:00Z, 2026-08-14, NZ",
    })
    void endsOnTheSameDateOrTheNextWorkingDay(Instant received, LocalDate due, String country) {
        assertThat(PERIOD.from(received, PRAGUE, country).dueOn()).isEqualTo(due);
    }

    @Test
    void saysWhichDaysItPassedOver() {
        Deadline deadline = PERIOD.from(Instant.parse("2026-11-24T10:00:00Z"), PRAGUE, "CZ");

        assertThat(deadline.monthEndsOn()).isEqualTo("2026-12-24");
        assertThat(deadline.passedOver())
                .extracting(DayOff::date)
                .containsExactly(
                        LocalDate.of(2026, 12, 24),
                        LocalDate.of(2026, 12, 25),
                        LocalDate.of(2026, 12, 26),
                        LocalDate.of(2026, 12, 27));
        assertThat(deadline.passedOver().getLast().why()).isEqualTo("Sunday");
        assertThat(deadline.passedOver())
                .allSatisfy(day -> assertThat(day.why()).isNotBlank());
    }

    @Test
    void countsDaysInTheSitesZone() {
        Instant late = Instant.parse("2026-09-14T23:30:00Z");

        assertThat(PERIOD.from(late, PRAGUE, "CZ").receivedOn()).isEqualTo("2026-09-15");
        assertThat(PERIOD.from(late, ZoneId.of("UTC"), "CZ").receivedOn()).isEqualTo("2026-09-14");
    }

    @Test
    void endsWithTheLastHourAcrossAChangeOfTheClocks() {
        // Summer time ends on 25 October 2026: the last day of the period lies after it.
        Deadline deadline = PERIOD.from(Instant.parse("2026-09-30T08:00:00Z"), PRAGUE, "CZ");

        assertThat(deadline.dueOn()).isEqualTo("2026-10-30");
        assertThat(deadline.dueAt()).isEqualTo("2026-10-30T23:00:00Z");
    }

    @Test
    void skipsWeekendsWhereACountryHasNoCalendar() {
        Deadline deadline = PERIOD.from(Instant.parse("2026-10-22T08:00:00Z"), PRAGUE, "XX");

        assertThat(deadline.holidaysKnown()).isFalse();
        assertThat(deadline.dueOn()).isEqualTo("2026-11-23");
    }

    @Test
    void knowsTheCountriesOfTheSampleSites() {
        JollydayHolidays holidays = new JollydayHolidays();

        assertThat(List.of("AL", "CZ", "NO", "SE", "NZ", "FR", "DE", "IT")).allMatch(holidays::knows);
        assertThat(holidays.of("CZ", 2026)).containsKey(LocalDate.of(2026, 12, 25));
    }

    @Property
    void neverEndsBeforeOneMonth(@ForAll("instants") Instant received, @ForAll("zones") ZoneId zone) {
        Deadline deadline = PERIOD.from(received, zone, "CZ");

        assertThat(deadline.dueOn()).isAfterOrEqualTo(deadline.receivedOn().plusMonths(1));
        assertThat(deadline.dueAt())
                .isAfterOrEqualTo(received.atZone(zone).plusMonths(1).toInstant());
    }

    @Property
    void endsOnAWorkingDayWithinTenDaysOfTheMonth(@ForAll("instants") Instant received, @ForAll("zones") ZoneId zone) {
        Deadline deadline = PERIOD.from(received, zone, "NO");

        assertThat(deadline.dueOn().getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(new JollydayHolidays().of("NO", deadline.dueOn().getYear())).doesNotContainKey(deadline.dueOn());
        assertThat(ChronoUnit.DAYS.between(deadline.monthEndsOn(), deadline.dueOn()))
                .isEqualTo(deadline.passedOver().size())
                .isLessThan(10);
    }

    @Property
    void fallsOnTheSameDateOrTheMonthsLastDay(@ForAll("instants") Instant received, @ForAll("zones") ZoneId zone) {
        Deadline deadline = WITHOUT_HOLIDAYS.from(received, zone, "CZ");
        LocalDate end = deadline.monthEndsOn();

        assertThat(end.getDayOfMonth() == deadline.receivedOn().getDayOfMonth()
                        || end.getDayOfMonth() == end.lengthOfMonth())
                .isTrue();
        assertThat(end.getMonth()).isEqualTo(deadline.receivedOn().getMonth().plus(1));
    }

    @Property
    void isOverAtTheFirstInstantOfTheNextDay(@ForAll("instants") Instant received, @ForAll("zones") ZoneId zone) {
        Deadline deadline = PERIOD.from(received, zone, "CZ");

        assertThat(deadline.dueAt().atZone(zone).toLocalDate())
                .isEqualTo(deadline.dueOn().plusDays(1));
        assertThat(deadline.dueAt().minusMillis(1).atZone(zone).toLocalDate()).isEqualTo(deadline.dueOn());
    }

    @Property
    void laterReceiptNeverEndsEarlier(@ForAll("instants") Instant one, @ForAll("instants") Instant other) {
        Instant first = one.isBefore(other) ? one : other;
        Instant second = one.isBefore(other) ? other : one;

        assertThat(PERIOD.from(second, PRAGUE, "CZ").dueAt())
                .isAfterOrEqualTo(PERIOD.from(first, PRAGUE, "CZ").dueAt());
    }

    @Provide
    Arbitrary<Instant> instants() {
        return DateTimes.instants()
                .between(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2040-12-31T00:00:00Z"))
                .ofPrecision(ChronoUnit.SECONDS);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Prague",
                        "Europe/Oslo",
                        "Europe/Tirane",
                        "Pacific/Auckland",
                        "Africa/Cairo",
                        "America/Santiago",
                        "UTC")
                .map(ZoneId::of);
    }

    private record NoHolidays() implements PublicHolidays {
        @Override
        public boolean knows(String country) {
            return false;
        }

        @Override
        public Map<LocalDate, String> of(String country, int year) {
            return Map.of();
        }
    }
}
