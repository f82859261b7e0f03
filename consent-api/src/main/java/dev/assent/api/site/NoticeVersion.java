package dev.assent.api.site;

import dev.assent.events.Answer;
import dev.assent.events.SitePublished.AcceptedVersion;

import java.time.Period;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A notice version under which choices are taken, with the answers to all its purposes written out beforehand.
 *
 * @param number the version's number
 * @param hash SHA-256 of its frozen content, in hex
 * @param validity how long a choice under it holds
 * @param superseded whether a newer one is published
 * @param neverAsked every purpose unanswered, the exempt ones stated as exempt
 * @param granted every purpose granted, the exempt ones stated as exempt
 * @param denied every purpose denied, the exempt ones stated as exempt
 */
public record NoticeVersion(
        int number,
        String hash,
        Period validity,
        boolean superseded,
        SortedMap<String, Answer> neverAsked,
        SortedMap<String, Answer> granted,
        SortedMap<String, Answer> denied) {

    static NoticeVersion of(AcceptedVersion accepted, int newest) {
        return new NoticeVersion(
                accepted.version(),
                accepted.hash(),
                accepted.validity(),
                accepted.version() < newest,
                every(accepted.purposes(), Answer.NEVER_ASKED),
                every(accepted.purposes(), Answer.GRANTED),
                every(accepted.purposes(), Answer.DENIED));
    }

    private static SortedMap<String, Answer> every(Map<String, Boolean> exemptById, Answer answer) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        exemptById.forEach((purpose, exempt) -> answers.put(purpose, exempt ? Answer.EXEMPT : answer));
        return Collections.unmodifiableSortedMap(answers);
    }
}
