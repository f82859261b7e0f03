package dev.assent.api.choice;

import dev.assent.api.choice.ChoiceRequest.Given;
import dev.assent.api.choice.ChoiceRequest.WholeAction;
import dev.assent.api.site.Asker;
import dev.assent.api.site.NoticeVersion;
import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.Surface;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for every purpose and every vendor of the version after the choice (C04, C05).
 *
 * @param action what the person did
 * @param purposes for every purpose
 * @param vendors for every vendor; null where the version offers no choice of vendors
 */
record Answers(
        Action action,
        SortedMap<String, Answer> purposes,
        @Nullable SortedMap<String, Answer> vendors) {

    /** The answers of a person. */
    static Answers of(NoticeVersion notice, Who who, Surface surface, ChoiceRequest request) {
        Answers answers = answers(notice, surface, request);
        if (answers.purposes.containsValue(Answer.PENDING) && !(who instanceof Who.Address)) {
            throw ChoiceProblems.addressNeeded();
        }
        return answers;
    }

    /** Nothing answered: for what only a signal says. */
    static Answers none(NoticeVersion notice) {
        return new Answers(Action.CUSTOM, notice.neverAsked(), notice.vendors(Answer.NEVER_ASKED));
    }

    private static Answers answers(NoticeVersion notice, Surface surface, ChoiceRequest request) {
        WholeAction action = request.action();
        if (action == null || action == WholeAction.RENEW) {
            return each(notice, surface, request, action == null ? Action.CUSTOM : Action.RENEW);
        }
        if (request.choices() != null || request.vendors() != null) {
            throw ChoiceProblems.invalid(
                    "choices", "Send either choices or action, and not both; only renew goes with choices.");
        }
        boolean form = surface == Surface.FORM;
        return switch (action) {
            case ACCEPT_ALL ->
                new Answers(
                        Action.ACCEPT_ALL,
                        notice.all(Answer.GRANTED, form),
                        notice.vendors(form ? Answer.NEVER_ASKED : Answer.GRANTED));
            case REFUSE_ALL ->
                new Answers(
                        Action.REFUSE_ALL,
                        notice.all(Answer.DENIED, form),
                        notice.vendors(form ? Answer.NEVER_ASKED : Answer.DENIED));
            case WITHDRAW_ALL -> new Answers(Action.WITHDRAW_ALL, notice.withdrawn(), notice.vendors(Answer.DENIED));
            case RENEW -> throw new IllegalStateException("a renewal is answered purpose by purpose");
        };
    }

    private static Answers each(NoticeVersion notice, Surface surface, ChoiceRequest request, Action action) {
        Map<String, Given> choices = request.choices();
        if (choices == null) {
            throw ChoiceProblems.invalid("choices", "Send either choices or action. A renewal states its choices.");
        }
        if (choices.isEmpty()) {
            throw ChoiceProblems.invalid("choices", "Answer at least one purpose.");
        }
        SortedMap<String, Answer> purposes = new TreeMap<>(notice.neverAsked());
        choices.forEach((purpose, given) -> purposes.put(purpose, answer(notice, surface, purpose, given)));
        return new Answers(action, purposes, vendors(notice, request.vendors()));
    }

    private static Answer answer(NoticeVersion notice, Surface surface, String purpose, @Nullable Given given) {
        Asker asker = notice.asker(purpose);
        if (asker == null) {
            throw ChoiceProblems.unknownPurpose(purpose);
        }
        if (asker == Asker.NOBODY) {
            throw ChoiceProblems.exemptPurpose(purpose);
        }
        if (!isAsked(asker, surface)) {
            throw ChoiceProblems.askedElsewhere(purpose, asker.isForm());
        }
        return switch (given) {
            case null -> throw ChoiceProblems.missing("choices." + purpose);
            case GRANTED -> asker.granted();
            case DENIED -> Answer.DENIED;
        };
    }

    private static @Nullable SortedMap<String, Answer> vendors(
            NoticeVersion notice, @Nullable Map<String, Given> given) {
        SortedMap<String, Answer> unanswered = notice.vendors(Answer.NEVER_ASKED);
        if (given == null) {
            return unanswered;
        }
        if (unanswered == null) {
            throw ChoiceProblems.noVendorChoices();
        }
        SortedMap<String, Answer> answers = new TreeMap<>(unanswered);
        given.forEach((vendor, answer) -> {
            if (!unanswered.containsKey(vendor)) {
                throw ChoiceProblems.unknownVendor(vendor);
            }
            answers.put(
                    vendor,
                    switch (answer) {
                        case null -> throw ChoiceProblems.missing("vendors." + vendor);
                        case GRANTED -> Answer.GRANTED;
                        case DENIED -> Answer.DENIED;
                    });
        });
        return answers;
    }

    /** Whether a purpose is asked on this surface: a form's is not on the banner, and the banner's on no form. */
    static boolean isAsked(Asker asker, Surface surface) {
        return switch (surface) {
            case BANNER -> asker == Asker.BANNER;
            case FORM -> asker.isForm();
            case PREFERENCES, API, MAIL -> asker != Asker.NOBODY;
        };
    }
}
