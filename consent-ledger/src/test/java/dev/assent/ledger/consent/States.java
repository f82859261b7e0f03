package dev.assent.ledger.consent;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.platform.Visitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A subject's choices, one a day. */
final class States {

    static final Instant FIRST_DAY = Instant.parse("2026-01-01T12:00:00Z");

    private static final Visitor VISITOR = Visitor.on("smartwatt");

    private final List<ChoiceRecorded> choices = new ArrayList<>();

    /** The next day's choice, valid for half a year. */
    States then(Map<String, Answer> purposes) {
        return then(purposes, Action.CUSTOM, 180);
    }

    States then(Map<String, Answer> purposes, Action action, int validDays) {
        Instant at = FIRST_DAY.plus(choices.size(), ChronoUnit.DAYS);
        ChoiceRecorded like = VISITOR.chooses(purposes);
        choices.add(new ChoiceRecorded(
                like.eventId(),
                like.site(),
                like.subject(),
                at,
                null,
                false,
                at.plus(validDays, ChronoUnit.DAYS),
                choices.size() + 1,
                like.noticeHash(),
                false,
                null,
                like.language(),
                like.surface(),
                like.method(),
                action,
                null,
                new TreeMap<>(purposes),
                null,
                null,
                null,
                null,
                null,
                like.salt(),
                like.producer()));
        return this;
    }

    List<ChoiceRecorded> choices() {
        return choices;
    }

    /** What they come to after the last of them. */
    SortedMap<String, PurposeState> now() {
        return after(choices.size());
    }

    /** What they come to at the start of a day, counted from 0. */
    SortedMap<String, PurposeState> after(int days) {
        return PurposeStates.of(choices, FIRST_DAY.plus(days, ChronoUnit.DAYS));
    }
}
