package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.result.Machine;
import dev.assent.benchmarks.result.ResultFile;
import dev.assent.benchmarks.result.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerReportTest {

    private final LedgerReport report =
            new LedgerReport(new Machine("cpu", 2, 8000, "Linux", "25", 0.1, Instant.EPOCH), LedgerOptions.usual());

    @BeforeEach
    void threeRounds() {
        report.round(round(10_000, 20_000, 1000));
        report.round(round(12_000, 20_000, 1500));
        report.round(round(14_000, 20_000, 2000));
        report.stored(500, 1001);
    }

    @Test
    void ratiosAreTakenWithinARound() {
        report.proofs(List.of(1L, 2L, 3L), List.of(new Latency(1, 2), new Latency(1, 2), new Latency(1, 3)));

        ResultFile file = report.toFile();

        assertThat(file.ratios())
                .containsEntry("ledger.vs_same_copy", new Sample(0.6, 0.5, 0.7))
                .containsEntry("ledger.vs_jpa_insert", new Sample(8, 7, 10))
                .containsEntry("ledger.proof_1e7_vs_1e5", new Sample(1.5, 1.5, 1.5));
        assertThat(file.figures()).containsEntry("storedBytesPerEvent", 1001.0);
    }

    @Test
    void aTreeThatWasNotGrownHasNoRatio() {
        report.proofs(List.of(1L, 2L), List.of(new Latency(1, 2), new Latency(1, 2)));

        assertThat(report.toFile().ratios()).doesNotContainKey("ledger.proof_1e7_vs_1e5");
    }

    @Test
    void aMissedAimIsSaid() {
        assertThat(report.text().lines().filter(line -> line.contains("missed")))
                .singleElement()
                .asString()
                .contains("bytes on disk for an event", "1,001");
    }

    @Test
    void halfOfTheChainIsHalfOfItsMedian() {
        report.chain(List.of(1000.0, 3000.0, 2000.0));

        assertThat(report.chainMaximum()).isEqualTo(2000);
    }

    private static LedgerReport.Round round(double ledger, double copy, double insert) {
        return new LedgerReport.Round(
                new Ingestion.Run((long) ledger, 1, 0.1, 4, "now"), copy, 2 * copy, insert / 2, insert);
    }
}
