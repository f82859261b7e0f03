package dev.assent.foundation.id;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class EventIdsTest {

    @Test
    void anIdCarriesItsMillisecondAndItsVersion() {
        Instant now = Instant.parse("2026-11-22T17:00:00.123Z");

        UUID id = EventIds.next(InstantSource.fixed(now));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);

        var ids = IntStream.range(0, 10_000).mapToObj(i -> EventIds.next(clock)).collect(Collectors.toSet());

        assertThat(ids).hasSize(10_000);
    }
}
