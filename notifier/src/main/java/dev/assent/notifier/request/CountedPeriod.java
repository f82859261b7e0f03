package dev.assent.notifier.request;

import dev.assent.notifier.deadline.DayOff;
import dev.assent.notifier.deadline.Deadline;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A request's deadline as it was counted when the request came in: it does not move when calendars change. */
@Embeddable
class CountedPeriod {

    @Column(name = "received_on", nullable = false)
    private LocalDate receivedOn;

    @Column(name = "month_ends_on", nullable = false)
    private LocalDate monthEndsOn;

    @Column(name = "due_on", nullable = false)
    private LocalDate dueOn;

    @Column(name = "due_at", nullable = false)
    private Instant dueAt;

    @Column(name = "time_zone", nullable = false)
    private String timeZone;

    @Column(name = "country", nullable = false)
    private String country;

    @Column(name = "holidays_known", nullable = false)
    private boolean holidaysKnown;

    @Convert(converter = DaysOffColumn.class)
    @Column(name = "passed_over", nullable = false)
    private List<DayOff> passedOver;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected CountedPeriod() {}

    CountedPeriod(Deadline deadline) {
        this.receivedOn = deadline.receivedOn();
        this.monthEndsOn = deadline.monthEndsOn();
        this.dueOn = deadline.dueOn();
        this.dueAt = deadline.dueAt();
        this.timeZone = deadline.timeZone().getId();
        this.country = deadline.country();
        this.holidaysKnown = deadline.holidaysKnown();
        this.passedOver = deadline.passedOver();
    }

    Deadline deadline() {
        return new Deadline(
                receivedOn, monthEndsOn, dueOn, dueAt, ZoneId.of(timeZone), country, holidaysKnown, passedOver);
    }
}
