package dev.assent.ledger.rotation;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.DataKeys;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import dev.assent.ledger.seal.Sealer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** The service has both keys and makes new data keys under the first; what is under test moves them to the second. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
@TestProfile(RotationIT.BothKeys.class)
class RotationIT {

    private static final String FIRST = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
    private static final String SECOND = "CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo=";
    private static final int CHOICES = 1200;

    @Inject
    EvidenceDatabases databases;

    @Inject
    LedgerConfig config;

    public static class BothKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("assent.ledger.kek.keys.k2", SECOND, "assent.ledger.kek.rewrap.enabled", "false");
        }
    }

    @Test
    void everyKeyIsWrappedAnewWhileReceiptsAreReadAndTheOldKeyIsThenNeededNoMore() {
        List<ChoiceRecorded> choices = choose();
        Sealer both = new Sealer("k2", Map.of("k1", FIRST, "k2", SECOND));
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Rewrapping rewrapping = new Rewrapping(config, databases, both, List.of(new DataKeys(both)), metrics);

        List<Double> left = new ArrayList<>();
        while (rewrapping.step()) {
            left.add(metrics.get("assent.ledger.keys.to.rewrap").gauge().value());
            given().get(Visitor.receiptOf(choices.getFirst())).then().statusCode(200);
            given().get(Visitor.receiptOf(choices.getLast())).then().statusCode(200);
        }

        assertThat(left).hasSizeGreaterThanOrEqualTo(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(metrics.get("assent.ledger.keys.to.rewrap").gauge().value()).isZero();
        Sealer second = new Sealer("k2", Map.of("k2", SECOND));
        new KeysAtStart(databases, second, List.of(new DataKeys(second))).check();
        assertThatIllegalStateException()
                .isThrownBy(() -> start(new Sealer("k3", Map.of("k3", FIRST))))
                .withMessageContaining("key-encryption key \"k2\" is missing, and 1,200 data keys")
                .withMessageContaining("assent.ledger.kek.keys.k2");
        assertThatIllegalStateException()
                .isThrownBy(() -> start(new Sealer("k2", Map.of("k2", FIRST))))
                .withMessageContaining("assent.ledger.kek.keys.k2 is another key");
    }

    private void start(Sealer sealer) {
        new KeysAtStart(databases, sealer, List.of(new DataKeys(sealer))).check();
    }

    private static List<ChoiceRecorded> choose() {
        List<ChoiceRecorded> choices = new ArrayList<>();
        try (Intake intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of("linger.ms", 5))) {
            for (int i = 0; i < CHOICES; i++) {
                ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);
                choices.add(choice);
                var _ = intake.producer().send(Visitor.recordOf(choice));
            }
        }
        for (ChoiceRecorded choice : choices) {
            await().pollDelay(Duration.ZERO)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200);
        }
        return choices;
    }
}
