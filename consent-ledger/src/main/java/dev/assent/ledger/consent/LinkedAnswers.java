package dev.assent.ledger.consent;

import dev.assent.ledger.consent.PurposeState.State;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for a browser that is linked to a person.
 *
 * @param states purpose id to how it stands
 * @param fromPerson the purposes whose answer is the person's, sorted
 */
record LinkedAnswers(SortedMap<String, PurposeState> states, List<String> fromPerson) {

    /** Whether a browser's answers let it be linked: the purpose that links are made for is granted. */
    static boolean mayLink(Map<String, PurposeState> browser, String linkPurpose) {
        return stateOf(browser, linkPurpose) == State.GRANTED;
    }

    /**
     * Both sides' answers together. The person's fill in what the browser was never asked; a denial on either side stays
     * one; nothing else changes. A person who denies to be linked changes nothing at all.
     */
    static LinkedAnswers of(
            SortedMap<String, PurposeState> browser, SortedMap<String, PurposeState> person, String linkPurpose) {
        SortedMap<String, PurposeState> states = new TreeMap<>(browser);
        List<String> fromPerson = new ArrayList<>();
        if (stateOf(person, linkPurpose) != State.DENIED) {
            person.forEach((purpose, given) -> {
                if (counts(stateOf(browser, purpose), given.state())) {
                    states.put(purpose, given.ofPerson());
                    fromPerson.add(purpose);
                }
            });
        }
        return new LinkedAnswers(states, List.copyOf(fromPerson));
    }

    private static State stateOf(Map<String, PurposeState> states, String purpose) {
        @Nullable PurposeState known = states.get(purpose);
        return known == null ? State.NEVER_ASKED : known.state();
    }

    private static boolean counts(State browser, State person) {
        return switch (person) {
            case DENIED ->
                switch (browser) {
                    case NEVER_ASKED, GRANTED, PENDING, EXPIRED -> true;
                    case DENIED, EXEMPT -> false;
                };
            case GRANTED -> browser == State.NEVER_ASKED;
            case NEVER_ASKED, PENDING, EXPIRED, EXEMPT -> false;
        };
    }
}
