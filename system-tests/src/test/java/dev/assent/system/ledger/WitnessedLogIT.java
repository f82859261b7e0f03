package dev.assent.system.ledger;

import dev.assent.deploy.local.Verifier;
import dev.assent.system.platform.OnPlatform;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;
import dev.assent.witness.WitnessKey;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The verifier as people run it demands the word of the logs' witness, and gets it. */
@OnPlatform
class WitnessedLogIT {

    @Test
    void everyLogIsCosignedAndExtendsWhatItsWitnessSaw(PlatformUnderTest platform) throws Exception {
        try (Site site = new Site(platform, Site.SMARTSUPP)) {
            assertThat(site.choose(site.action(site.secret(), 1, "accept-all")).status())
                    .isEqualTo(202);
        }
        Verifier verifier = platform.verifier();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Verifier.Result open = verifier.open("--witness", verifier.witness());
            assertThat(open.exitCode()).as(open.output()).isZero();
            assertThat(open.output()).contains("cosignatures");
        });
        Verifier.Result full = verifier.full("--witness", verifier.witness());
        assertThat(full.exitCode()).as(full.output()).isZero();
    }

    @Test
    void anotherWitnessDoesNotStandForThem(PlatformUnderTest platform) {
        String stranger = new WitnessKey("witness.example.test/w1", new byte[32]).verifierKey();

        Verifier.Result result = platform.verifier().open("--witness", stranger);

        assertThat(result.exitCode()).as(result.output()).isNotZero();
    }
}
