package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.result.Flatness;
import dev.assent.benchmarks.result.Machine;
import dev.assent.benchmarks.result.ResultFile;
import dev.assent.benchmarks.result.Sample;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

class IntakeReportTest {

    private final Rounds rounds = new Rounds();

    @Test
    void theFileHasTheThreeRatiosOfTheMostConnections() {
        measured(0);

        ResultFile file = report().toFile();

        assertThat(file.ratios())
                .containsOnlyKeys("intake.vs_bare", "intake.vs_raw_kafka", "intake.vs_panache_insert")
                .containsEntry("intake.vs_raw_kafka", new Sample(0.8, 0.8, 0.8));
        assertThat(file.figures()).containsKeys("consent_api", "bare", "raw_kafka", "panache_insert", "halfLoad");
        assertThat(file.figures()).containsEntry("fewConnectionsToMany", new Sample(0.5, 0.5, 0.5));
    }

    @Test
    void theTableSaysWhichAimWasMissed() {
        measured(0);

        String text = report().text();

        assertThat(text).containsPattern("raw Kafka send +0.80 .*≥ 0.85 +MISSED");
        assertThat(text).containsPattern("Panache insert +10.00 .*≥ 5 +met");
        assertThat(text).containsPattern("p99 at 10,000/s, half of the maximum, ms +8.00 .*≤ 15 +met");
        assertThat(text).doesNotContain("NOT COMPLETE", "Soak", "not held");
    }

    @Test
    void aRefusedChoiceIsNotHidden() {
        measured(3);

        IntakeReport report = report();

        assertThat(report.complete()).isFalse();
        assertThat(report.text()).contains("NOT COMPLETE: consent-api did not accept 3 choices");
    }

    @Test
    void aLoadThatWasHeldUpItselfSaysSo() {
        measured(0);
        IntakeReport report = report();

        report.halfLoad(List.of(RoundsTest.run(10_000, 0), RoundsTest.run(9_000, 0)));

        assertThat(report.text()).contains("The rate of 10,000 choices/s was not held");
        assertThat(report.toFile().figures().get("halfLoad"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("held", false);
    }

    @Test
    void memoryThatGrowsIsCalledSo() {
        measured(0);
        IntakeReport report = report();

        report.soak(new Soak(
                new LoadResult(600, 6_000_000, 0, 1, 9, 30),
                List.of(250.0, 300.0, 340.0),
                new Flatness(300, 340, false)));

        assertThat(report.text()).contains("10,000 choices/s", "NOT FLAT", "at most 340 MB");
        assertThat(report.toFile().figures().get("soak"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("flat", false);
    }

    private IntakeReport report() {
        IntakeReport report = new IntakeReport(
                Machine.here(Instant.EPOCH),
                new IntakeOptions(1, 1, List.of(512, 64), 1, null, false),
                new ProducerSettings(Duration.ofMillis(2), 1, 65_536, 1_000_000, "none"),
                rounds);
        report.halfLoad(List.of(RoundsTest.run(10_000, 0)));
        return report;
    }

    private void measured(long refused) {
        Map<Contestant, Integer> perSecond = Map.of(
                Contestant.CONSENT_API, 20_000,
                Contestant.BARE, 40_000,
                Contestant.RAW_KAFKA, 25_000,
                Contestant.PANACHE_INSERT, 2_000);
        perSecond.forEach((contestant, many) -> {
            rounds.add(contestant, 512, RoundsTest.run(many, 0));
            boolean refuses = contestant == Contestant.CONSENT_API;
            rounds.add(contestant, 64, RoundsTest.run(many / 2, refuses ? refused : 0));
        });
    }
}
