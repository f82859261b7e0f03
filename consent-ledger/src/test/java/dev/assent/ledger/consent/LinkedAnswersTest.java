package dev.assent.ledger.consent;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LinkedAnswersTest {

    private static final Visitor VISITOR = Visitor.on("smartwatt");

    private static ChoiceRecorded choice(Map<String, Answer> purposes) {
        return VISITOR.chooses(purposes);
    }

    /** What the two sides say of one purpose, and what then holds. */
    @ParameterizedTest
    @CsvSource({
        "NEVER_ASKED, GRANTED, GRANTED",
        "NEVER_ASKED, DENIED, DENIED",
        "NEVER_ASKED, NEVER_ASKED, NEVER_ASKED",
        "NEVER_ASKED, PENDING, NEVER_ASKED",
        "DENIED, GRANTED, DENIED",
        "DENIED, DENIED, DENIED",
        "DENIED, NEVER_ASKED, DENIED",
        "GRANTED, DENIED, DENIED",
        "GRANTED, GRANTED, GRANTED",
        "GRANTED, NEVER_ASKED, GRANTED",
        "PENDING, GRANTED, PENDING",
        "PENDING, DENIED, DENIED",
        "EXEMPT, DENIED, EXEMPT",
        "EXEMPT, GRANTED, EXEMPT",
    })
    void aDenialStaysAndOnlyWhatWasNeverAskedIsFilledIn(Answer browser, Answer person, Answer expected) {
        LinkedAnswers together = LinkedAnswers.of(
                choice(Map.of("linking", Answer.GRANTED, "statistics", browser)),
                choice(Map.of("statistics", person)),
                "linking");

        assertThat(together.answers()).containsEntry("statistics", expected);
        assertThat(together.fromPerson().contains("statistics")).isEqualTo(browser != expected);
    }

    @Test
    void aPurposeThatTheBrowsersNoticeDidNotHaveWasNeverAsked() {
        LinkedAnswers together = LinkedAnswers.of(
                choice(Map.of("linking", Answer.GRANTED)), choice(Map.of("newsletter", Answer.GRANTED)), "linking");

        assertThat(together.answers()).containsEntry("newsletter", Answer.GRANTED);
        assertThat(together.fromPerson()).containsExactly("newsletter");
    }

    @Test
    void aPersonWhoDeniesToBeLinkedChangesNothing() {
        LinkedAnswers together = LinkedAnswers.of(
                choice(Map.of("linking", Answer.GRANTED, "statistics", Answer.NEVER_ASKED)),
                choice(Map.of("linking", Answer.DENIED, "statistics", Answer.GRANTED)),
                "linking");

        assertThat(together.answers())
                .containsEntry("linking", Answer.GRANTED)
                .containsEntry("statistics", Answer.NEVER_ASKED);
        assertThat(together.fromPerson()).isEmpty();
    }

    @Test
    void onlyAGrantLetsABrowserBeLinked() {
        assertThat(LinkedAnswers.mayLink(choice(Map.of("linking", Answer.GRANTED)), "linking"))
                .isTrue();
        for (Answer answer : new Answer[] {Answer.DENIED, Answer.NEVER_ASKED, Answer.PENDING, Answer.EXEMPT}) {
            assertThat(LinkedAnswers.mayLink(choice(Map.of("linking", answer)), "linking"))
                    .isFalse();
        }
        assertThat(LinkedAnswers.mayLink(choice(Map.of()), "linking")).isFalse();
    }
}
