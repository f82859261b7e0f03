package dev.assent.system.fault;

import dev.assent.deploy.local.faults.Plan;
import dev.assent.deploy.local.faults.Round;
import dev.assent.deploy.local.faults.Victim;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.security.SecureRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** One round of {@code ./run faults} against each victim; the command plays 200. */
@OnPlatform
class FaultsIT {

    private static final int LOGS = 4;
    private static final int SEEDS = 1_000_000;

    @ParameterizedTest
    @EnumSource
    void whoeverIsKilledUnderLoadEveryChoiceIsOneEntry(
            Victim victim, PlatformUnderTest platform, TestReporter reporter) {
        long seed = new SecureRandom().nextInt(SEEDS);
        Plan plan = Plan.of(seed, 1 + victim.ordinal()).against(victim);

        reporter.publishEntry("seed " + seed, plan.toString());

        Round.Result result = new Round(platform.platform(), LOGS, plan).play();

        assertThat(result.taken()).isPositive();
        reporter.publishEntry("outcome of seed " + seed, result.toString());
    }
}
