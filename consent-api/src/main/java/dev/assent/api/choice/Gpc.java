package dev.assent.api.choice;

import dev.assent.api.site.Asker;
import dev.assent.api.site.NoticeVersion;
import dev.assent.api.site.PublishedSite;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded.GpcSignal;
import dev.assent.events.Surface;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a Global Privacy Control signal makes of a choice (C06). It is recorded in any case. Where the site honours it, it
 * denies what it is about and the person did not answer; what the person granted stands, and is listed as the conflict.
 *
 * @param purposes for every purpose
 * @param signal what is recorded of it; null where there was none
 */
record Gpc(SortedMap<String, Answer> purposes, @Nullable GpcSignal signal) {

    static Gpc of(
            PublishedSite site,
            NoticeVersion notice,
            Surface surface,
            SortedMap<String, Answer> answered,
            boolean isSent) {
        if (!isSent) {
            return new Gpc(answered, null);
        }
        List<String> overridden = notice.deniedByGpc().stream()
                .filter(purpose -> isGrant(answered.get(purpose)))
                .toList();
        return new Gpc(
                site.honoursGpc() ? denied(notice, surface, answered) : answered,
                new GpcSignal(site.honoursGpc(), overridden));
    }

    /** Refuses a choice that is the signal and nothing else, where there is no signal or it says nothing. */
    static void checkAlone(PublishedSite site, NoticeVersion notice, ChoiceRequest request, boolean isSent) {
        if (request.choices() != null || request.vendors() != null || request.action() != null) {
            throw ChoiceProblems.invalid("method", "A signal states no choices: leave them out, or send click.");
        }
        if (!isSent) {
            throw ChoiceProblems.noSignal();
        }
        if (!site.honoursGpc() || notice.deniedByGpc().isEmpty()) {
            throw ChoiceProblems.signalNotHonoured();
        }
    }

    private static SortedMap<String, Answer> denied(
            NoticeVersion notice, Surface surface, SortedMap<String, Answer> answered) {
        SortedMap<String, Answer> answers = new TreeMap<>(answered);
        for (String purpose : notice.deniedByGpc()) {
            Asker asker = notice.asker(purpose);
            if (answered.get(purpose) == Answer.NEVER_ASKED && asker != null && Answers.isAsked(asker, surface)) {
                answers.put(purpose, Answer.DENIED);
            }
        }
        return answers;
    }

    private static boolean isGrant(@Nullable Answer answer) {
        return answer == Answer.GRANTED || answer == Answer.PENDING;
    }
}
