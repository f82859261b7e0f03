package dev.assent.ledger.statistics;

import dev.assent.events.Answer;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {

    private static final Visitor VISITOR = Visitor.on("smartwatt");

    @Test
    void theAnswersDecideAndNotTheButton() {
        assertThat(Outcome.of(VISITOR.chooses(Map.of("a", Answer.GRANTED, "b", Answer.GRANTED))))
                .contains(Outcome.ACCEPT);
        assertThat(Outcome.of(VISITOR.chooses(Map.of("a", Answer.DENIED, "b", Answer.NEVER_ASKED))))
                .contains(Outcome.REFUSE);
        assertThat(Outcome.of(VISITOR.chooses(Map.of("a", Answer.DENIED, "b", Answer.GRANTED))))
                .contains(Outcome.CUSTOM);
    }

    @Test
    void whatNobodyAnsweredIsNotCounted() {
        assertThat(Outcome.of(VISITOR.chooses(Map.of("a", Answer.PENDING)))).isEmpty();
        assertThat(Outcome.of(VISITOR.chooses(Map.of("a", Answer.NEVER_ASKED, "b", Answer.EXEMPT))))
                .isEmpty();
        assertThat(Outcome.of(VISITOR.imports(Instant.now(), Answer.GRANTED))).isEmpty();
        assertThat(Outcome.of(VISITOR.asRobot(Map.of("a", Answer.GRANTED)))).isEmpty();
    }
}
