package dev.assent.ledger.consent;

import dev.assent.ledger.consent.PurposeState.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class LinkedAnswersTest {

    private static SortedMap<String, PurposeState> states(Map<String, State> states) {
        SortedMap<String, PurposeState> result = new TreeMap<>();
        states.forEach(
                (purpose, state) -> result.put(purpose, new PurposeState(state, null, 1, "hash", null, "event")));
        return result;
    }

    private static State of(LinkedAnswers together, String purpose) {
        return together.states().get(purpose).state();
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
        "EXPIRED, GRANTED, EXPIRED",
        "EXPIRED, DENIED, DENIED",
        "GRANTED, EXPIRED, GRANTED",
        "NEVER_ASKED, EXPIRED, NEVER_ASKED",
    })
    void aDenialStaysAndOnlyWhatWasNeverAskedIsFilledIn(State browser, State person, State expected) {
        LinkedAnswers together = LinkedAnswers.of(
                states(Map.of("linking", State.GRANTED, "statistics", browser)),
                states(Map.of("statistics", person)),
                "linking");

        assertThat(of(together, "statistics")).isEqualTo(expected);
        assertThat(together.fromPerson().contains("statistics")).isEqualTo(browser != expected);
    }

    @Test
    void aPurposeThatTheBrowsersNoticeDidNotHaveWasNeverAsked() {
        LinkedAnswers together = LinkedAnswers.of(
                states(Map.of("linking", State.GRANTED)), states(Map.of("newsletter", State.GRANTED)), "linking");

        assertThat(of(together, "newsletter")).isEqualTo(State.GRANTED);
        assertThat(together.states().get("newsletter").eventId()).isNull();
        assertThat(together.fromPerson()).containsExactly("newsletter");
    }

    @Test
    void aPersonWhoDeniesToBeLinkedChangesNothing() {
        LinkedAnswers together = LinkedAnswers.of(
                states(Map.of("linking", State.GRANTED, "statistics", State.NEVER_ASKED)),
                states(Map.of("linking", State.DENIED, "statistics", State.GRANTED)),
                "linking");

        assertThat(of(together, "linking")).isEqualTo(State.GRANTED);
        assertThat(of(together, "statistics")).isEqualTo(State.NEVER_ASKED);
        assertThat(together.fromPerson()).isEmpty();
    }

    @Test
    void onlyAGrantLetsABrowserBeLinked() {
        assertThat(LinkedAnswers.mayLink(states(Map.of("linking", State.GRANTED)), "linking"))
                .isTrue();
        for (State answer : new State[] {State.DENIED, State.NEVER_ASKED, State.PENDING, State.EXEMPT, State.EXPIRED}) {
            assertThat(LinkedAnswers.mayLink(states(Map.of("linking", answer)), "linking"))
                    .isFalse();
        }
        assertThat(LinkedAnswers.mayLink(states(Map.of()), "linking")).isFalse();
    }
}
