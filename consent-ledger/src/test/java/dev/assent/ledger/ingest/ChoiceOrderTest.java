package dev.assent.ledger.ingest;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ChoiceOrderTest {

    private static final Visitor VISITOR = Visitor.on("smartsupp");
    private static final Instant MARCH = Instant.parse("2025-03-01T00:00:00Z");
    private static final ChoiceRecorded ANSWER = VISITOR.chooses(null, Answer.GRANTED);
    private static final ChoiceRecorded PENDING = VISITOR.chooses(null, Answer.PENDING);

    private final ChoiceOrder order = new ChoiceOrder();

    private static ChoiceRecorded imported(Instant originallyAt) {
        return VISITOR.imports(originallyAt, Answer.GRANTED);
    }

    private void given(ChoiceRecorded... choices) {
        for (ChoiceRecorded choice : choices) {
            order.takesEffect(choice);
        }
    }

    @Test
    void theFirstChoiceTakesEffectWhateverItIs() {
        assertThat(new ChoiceOrder().takesEffect(ANSWER)).isTrue();
        assertThat(new ChoiceOrder().takesEffect(PENDING)).isTrue();
        assertThat(new ChoiceOrder().takesEffect(imported(MARCH))).isTrue();
    }

    @Test
    void aNumberThatIsNotAboveAllEarlierOnesIsLate() {
        given(VISITOR.chooses(5L, Answer.DENIED));

        assertThat(order.takesEffect(VISITOR.chooses(5L, Answer.GRANTED))).isFalse();
    }

    @Test
    void anImportedChoiceDoesNotReplaceOneMadeHere() {
        given(ANSWER);

        assertThat(order.takesEffect(imported(Instant.now()))).isFalse();
    }

    @Test
    void anImportedChoiceDoesNotReplaceOneThatWaitsHere() {
        given(PENDING);

        assertThat(order.takesEffect(imported(MARCH))).isFalse();
    }

    @Test
    void aChoiceMadeHereReplacesAnImportedOne() {
        given(imported(MARCH));

        assertThat(order.takesEffect(ANSWER)).isTrue();
    }

    @Test
    void ofImportedChoicesTheLatestByItsOwnToolHolds() {
        given(imported(MARCH));

        assertThat(order.takesEffect(imported(MARCH.minusSeconds(1)))).isFalse();
        assertThat(order.takesEffect(imported(MARCH))).isTrue();
        assertThat(order.takesEffect(imported(MARCH.plusSeconds(1)))).isTrue();
        assertThat(order.takesEffect(imported(MARCH))).isFalse();
    }

    @Test
    void whatOnlyWaitsDoesNotReplaceAnAnswer() {
        given(ANSWER);

        assertThat(order.takesEffect(PENDING)).isFalse();
    }

    @Test
    void whatOnlyWaitsDoesNotReplaceAnImportedAnswer() {
        given(imported(MARCH));

        assertThat(order.takesEffect(PENDING)).isFalse();
    }

    @Test
    void whatOnlyWaitsIsReplacedByWhatWaitsLaterAndByAnAnswer() {
        given(PENDING);

        assertThat(order.takesEffect(PENDING)).isTrue();
        assertThat(order.takesEffect(ANSWER)).isTrue();
    }

    @Test
    void anAnswerBesideAPendingPurposeIsAnAnswer() {
        given(VISITOR.chooses(Map.of("contact", Answer.GRANTED, "newsletter", Answer.PENDING)));

        assertThat(order.takesEffect(PENDING)).isFalse();
    }

    @Test
    void aLateAnswerDoesNotCount() {
        given(VISITOR.chooses(5L, Answer.PENDING), VISITOR.chooses(4L, Answer.GRANTED));

        assertThat(order.takesEffect(VISITOR.chooses(6L, Answer.PENDING))).isTrue();
    }

    @Test
    void whatIsStoredUnderSeveralKeysCountsTogether() {
        order.stored(7L, false, false);
        order.stored(3L, false, true);
        order.storedImport(MARCH);

        assertThat(order.takesEffect(VISITOR.chooses(7L, Answer.GRANTED))).isFalse();
        assertThat(order.takesEffect(PENDING)).isFalse();
        assertThat(order.takesEffect(imported(MARCH.minusSeconds(1)))).isFalse();
        assertThat(order.takesEffect(imported(MARCH.plusSeconds(1)))).isTrue();
    }
}
