package dev.assent.ledger.consent;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for a browser that is linked to a person.
 *
 * @param answers purpose id to answer
 * @param fromPerson the purposes whose answer is the person's, sorted
 */
record LinkedAnswers(SortedMap<String, Answer> answers, List<String> fromPerson) {

    /** Whether a choice lets its browser be linked: it grants the purpose that links are made for. */
    static boolean mayLink(ChoiceRecorded browser, String linkPurpose) {
        return browser.purposes().get(linkPurpose) == Answer.GRANTED;
    }

    /**
     * Both sides' answers together. The person's fill in what the browser was never asked; a denial on either side stays
     * one; nothing else changes. A person who denies to be linked changes nothing at all.
     */
    static LinkedAnswers of(ChoiceRecorded browser, ChoiceRecorded person, String linkPurpose) {
        SortedMap<String, Answer> answers = new TreeMap<>(browser.purposes());
        List<String> fromPerson = new ArrayList<>();
        if (person.purposes().get(linkPurpose) != Answer.DENIED) {
            for (Map.Entry<String, Answer> given : new TreeMap<>(person.purposes()).entrySet()) {
                if (counts(answers.getOrDefault(given.getKey(), Answer.NEVER_ASKED), given.getValue())) {
                    answers.put(given.getKey(), given.getValue());
                    fromPerson.add(given.getKey());
                }
            }
        }
        return new LinkedAnswers(answers, List.copyOf(fromPerson));
    }

    private static boolean counts(Answer browser, Answer person) {
        return switch (person) {
            case DENIED -> browser == Answer.NEVER_ASKED || browser == Answer.GRANTED || browser == Answer.PENDING;
            case GRANTED -> browser == Answer.NEVER_ASKED;
            case NEVER_ASKED, PENDING, EXEMPT -> false;
        };
    }
}
