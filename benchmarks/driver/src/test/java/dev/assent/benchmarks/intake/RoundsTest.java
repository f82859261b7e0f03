package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.result.Sample;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static dev.assent.benchmarks.intake.Contestant.BARE;
import static dev.assent.benchmarks.intake.Contestant.CONSENT_API;
import static org.assertj.core.api.Assertions.assertThat;

class RoundsTest {

    @Test
    void aRatioIsOfTheSameRound() {
        Rounds rounds = new Rounds();
        // The machine is half as fast in the second round: for both.
        rounds.add(CONSENT_API, 512, run(8_000, 0));
        rounds.add(BARE, 512, run(10_000, 0));
        rounds.add(CONSENT_API, 512, run(4_000, 0));
        rounds.add(BARE, 512, run(5_000, 0));

        Sample ratio = rounds.ratio(CONSENT_API, 512, BARE, 512);

        assertThat(ratio).isEqualTo(new Sample(0.8, 0.8, 0.8));
    }

    @Test
    void whatWasRefusedIsNoThroughput() {
        Rounds rounds = new Rounds();
        rounds.add(CONSENT_API, 64, run(10_000, 4_000));

        assertThat(rounds.sample(CONSENT_API, 64, run -> run.load().perSecond()).median())
                .isEqualTo(6_000);
        assertThat(rounds.notAccepted(CONSENT_API, 64)).isEqualTo(4_000);
    }

    @Test
    void everyContestantIsFirstOnceInFourRounds() {
        assertThat(IntStream.range(0, 4)
                        .mapToObj(round -> Contestant.orderOf(round).getFirst()))
                .containsExactlyInAnyOrder(Contestant.values());
    }

    static Run run(long answered, long notAccepted) {
        return new Run(new LoadResult(1, answered, notAccepted, 2, 8, 20), 0.05, 0.02, 280);
    }
}
