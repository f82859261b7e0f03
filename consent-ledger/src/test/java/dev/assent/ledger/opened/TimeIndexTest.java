package dev.assent.ledger.opened;

import dev.assent.ledger.opened.TimeIndex.Place;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class TimeIndexTest {

    private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");

    /**
     * Entries a minute apart, each up to four minutes late, some of them shredded: whatever was recorded at the time or
     * later lies from the first index on, and whatever was before it lies below the second.
     */
    @Property
    void nothingOfTheTimeIsMissed(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 239) Integer> disorder,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 59) Integer> shredded,
            @ForAll @IntRange(min = -10, max = 70) int minute) {
        List<Instant> times = LongStream.range(0, disorder.size())
                .mapToObj(i -> START.plusSeconds(60 * i).minusSeconds(disorder.get((int) i)))
                .toList();
        TimeIndex.Probe probe = (from, to) -> LongStream.range(from, to)
                .filter(i -> !shredded.contains((int) i))
                .mapToObj(i -> new Place(i, times.get((int) i)))
                .findFirst();
        Instant time = START.plusSeconds(60L * minute);

        long from = TimeIndex.search(times.size(), time.minus(TimeIndex.DISORDER), probe);
        long to = TimeIndex.search(times.size(), time.plus(TimeIndex.DISORDER), probe);

        for (int i = 0; i < times.size(); i++) {
            if (!shredded.contains(i)) {
                boolean before = times.get(i).isBefore(time);
                assertThat(before || i >= from).as("%d from %d", i, from).isTrue();
                assertThat(!before || i < to).as("%d to %d", i, to).isTrue();
            }
        }
    }

    @Property
    void anEmptyLogHasNoPlace(@ForAll int seconds) {
        assertThat(TimeIndex.search(0, START.plusSeconds(seconds), (_, _) -> Optional.empty()))
                .isZero();
    }
}
