package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LedgerOptionsTest {

    @Test
    void withoutOptionsItMeasuresEverythingFiveTimes() throws UsageException {
        assertThat(LedgerOptions.parse(List.of()))
                .isEqualTo(new LedgerOptions(5, 200_000, 1_000_000, 10_000_000, false, null));
    }

    @Test
    void quickIsOneRoundAndSmallTrees() throws UsageException {
        LedgerOptions quick = LedgerOptions.parse(List.of("--quick", "--profile"));

        assertThat(quick.rounds()).isEqualTo(1);
        assertThat(quick.largestProof()).isEqualTo(1_000_000);
        assertThat(quick.profile()).isTrue();
    }

    @Test
    void roundsAndEventsAreNumbers() throws UsageException {
        LedgerOptions options = LedgerOptions.parse(List.of("--rounds", "3", "--events", "1000", "--only", "ingest"));

        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.events()).isEqualTo(1000);
        assertThat(options.only()).isEqualTo(LedgerOptions.Part.INGEST);
        assertThat(options.measures(LedgerOptions.Part.CHAIN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast", "--rounds", "--rounds 0", "--rounds x", "--events -1", "--only", "--only speed"})
    void whatItDoesNotKnowIsRefused(String arguments) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> LedgerOptions.parse(List.of(arguments.split(" ", -1))));
    }
}
