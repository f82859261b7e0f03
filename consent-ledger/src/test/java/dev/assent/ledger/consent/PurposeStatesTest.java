package dev.assent.ledger.consent;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.ledger.consent.PurposeState.State;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static dev.assent.events.Answer.DENIED;
import static dev.assent.events.Answer.EXEMPT;
import static dev.assent.events.Answer.GRANTED;
import static dev.assent.events.Answer.NEVER_ASKED;
import static dev.assent.events.Answer.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

class PurposeStatesTest {

    private static State of(Map<String, PurposeState> states, String purpose) {
        return states.get(purpose).state();
    }

    @Test
    void nothingChosenIsNothing() {
        assertThat(new States().now()).isEmpty();
    }

    @Test
    void aSecondFormForAnotherPurposeLeavesTheFirstAsItWas() {
        var states = new States()
                .then(Map.of("newsletter", GRANTED, "offers", NEVER_ASKED))
                .then(Map.of("newsletter", NEVER_ASKED, "offers", GRANTED))
                .now();

        assertThat(of(states, "newsletter")).isEqualTo(State.GRANTED);
        assertThat(states.get("newsletter").since()).isEqualTo(States.FIRST_DAY);
        assertThat(states.get("newsletter").noticeVersion()).isEqualTo(1);
        assertThat(of(states, "offers")).isEqualTo(State.GRANTED);
        assertThat(states.get("offers").noticeVersion()).isEqualTo(2);
    }

    @Test
    void aChoiceUnderAnOldNoticeLeavesWhatThatNoticeDoesNotName() {
        var states = new States()
                .then(Map.of("newsletter", DENIED, "offers", GRANTED))
                .then(Map.of("newsletter", GRANTED))
                .now();

        assertThat(of(states, "offers")).isEqualTo(State.GRANTED);
        assertThat(of(states, "newsletter")).isEqualTo(State.GRANTED);
    }

    @Test
    void aLaterDenialWinsAndSayingNothingIsNoGrant() {
        var states = new States()
                .then(Map.of("statistics", GRANTED))
                .then(Map.of("statistics", DENIED))
                .then(Map.of("statistics", NEVER_ASKED))
                .now();

        assertThat(of(states, "statistics")).isEqualTo(State.DENIED);
        assertThat(states.get("statistics").since()).isEqualTo(States.FIRST_DAY.plus(1, ChronoUnit.DAYS));
    }

    @Test
    void withdrawingEverythingReachesWhatItsOwnNoticeDoesNotName() {
        var states = new States()
                .then(Map.of("newsletter", GRANTED, "offers", PENDING, "social", NEVER_ASKED))
                .then(Map.of("statistics", DENIED, "necessary", EXEMPT), Action.WITHDRAW_ALL, 180)
                .then(Map.of("newsletter", NEVER_ASKED, "statistics", NEVER_ASKED))
                .now();

        assertThat(of(states, "newsletter")).isEqualTo(State.DENIED);
        assertThat(of(states, "offers")).isEqualTo(State.DENIED);
        assertThat(of(states, "statistics")).isEqualTo(State.DENIED);
        assertThat(of(states, "social")).isEqualTo(State.NEVER_ASKED);
        assertThat(of(states, "necessary")).isEqualTo(State.EXEMPT);
    }

    @Test
    void whatIsOverIsExpiredAndNothingOlderTakesItsPlace() {
        States choices = new States()
                .then(Map.of("statistics", GRANTED), Action.CUSTOM, 100)
                .then(Map.of("statistics", GRANTED), Action.CUSTOM, 1);

        assertThat(of(choices.after(1), "statistics")).isEqualTo(State.GRANTED);
        assertThat(of(choices.after(2), "statistics")).isEqualTo(State.EXPIRED);
        assertThat(choices.after(2).get("statistics").since()).isEqualTo(States.FIRST_DAY.plus(2, ChronoUnit.DAYS));
    }

    @Test
    void whatTheNewestChoiceLeavesEndsAtItsOwnTime() {
        States choices = new States()
                .then(Map.of("newsletter", GRANTED), Action.CUSTOM, 3)
                .then(Map.of("newsletter", NEVER_ASKED, "offers", GRANTED), Action.CUSTOM, 100);

        assertThat(of(choices.after(2), "newsletter")).isEqualTo(State.GRANTED);
        assertThat(of(choices.after(3), "newsletter")).isEqualTo(State.EXPIRED);
        assertThat(of(choices.after(3), "offers")).isEqualTo(State.GRANTED);
    }

    @Test
    void aRunOfTheSameAnswerBeganWithItsFirst() {
        var states = new States()
                .then(Map.of("statistics", DENIED))
                .then(Map.of("statistics", GRANTED))
                .then(Map.of("statistics", NEVER_ASKED))
                .then(Map.of("statistics", GRANTED))
                .now();

        assertThat(states.get("statistics").since()).isEqualTo(States.FIRST_DAY.plus(1, ChronoUnit.DAYS));
        assertThat(states.get("statistics").noticeVersion()).isEqualTo(4);
    }

    @Test
    void aRunIsBrokenWhereTheAnswerHadExpired() {
        var states = new States()
                .then(Map.of("statistics", GRANTED), Action.CUSTOM, 1)
                .then(Map.of("other", GRANTED))
                .then(Map.of("statistics", GRANTED))
                .now();

        assertThat(states.get("statistics").since()).isEqualTo(States.FIRST_DAY.plus(2, ChronoUnit.DAYS));
    }

    @Test
    void whatBecomesExemptIsExempt() {
        var states = new States()
                .then(Map.of("security", GRANTED))
                .then(Map.of("security", EXEMPT))
                .now();

        assertThat(of(states, "security")).isEqualTo(State.EXEMPT);
        assertThat(states.get("security").since()).isNull();
    }

    /** Whatever is said in between: the newest answer to a purpose decides, and silence never changes one. */
    @Property
    void theNewestAnswerDecides(@ForAll @Size(max = 12) List<Map<Purpose, Answer>> said) {
        States choices = new States();
        Map<String, Answer> expected = new HashMap<>();
        for (Map<Purpose, Answer> one : said) {
            Map<String, Answer> purposes = new HashMap<>();
            one.forEach((purpose, answer) -> purposes.put(purpose.name(), answer));
            choices.then(purposes);
            purposes.forEach((purpose, answer) -> {
                boolean silent = answer == NEVER_ASKED
                        && List.of(GRANTED, DENIED, PENDING).contains(expected.getOrDefault(purpose, NEVER_ASKED));
                if (!silent) {
                    expected.put(purpose, answer);
                }
            });
        }

        var states = choices.now();

        assertThat(states).hasSameSizeAs(expected);
        expected.forEach((purpose, answer) -> assertThat(of(states, purpose)).isEqualTo(State.of(answer)));
    }

    enum Purpose {
        STATISTICS,
        NEWSLETTER,
        OFFERS
    }
}
