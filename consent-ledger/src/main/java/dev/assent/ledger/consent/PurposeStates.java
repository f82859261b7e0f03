package dev.assent.ledger.consent;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.ledger.consent.PurposeState.State;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a subject's choices come to, purpose by purpose. It follows from the choices that took effect, in the order of the
 * log, and from the moment that is asked about; from nothing else (ADR 0032).
 *
 * <p>The newest choice that answered a purpose decides it. A choice that says nothing of a purpose leaves it as it was. One
 * that withdraws everything withdraws also what its own notice does not name. What is over by its validity is expired, and
 * nothing older takes its place.
 */
final class PurposeStates {

    private static final Set<Answer> ANSWERED = Set.of(Answer.GRANTED, Answer.DENIED, Answer.PENDING);

    private final SortedMap<String, Held> held = new TreeMap<>();

    /** What the newest choice that answered said, and since when that is so. */
    private record Held(Answer answer, @Nullable Instant since, ChoiceRecorded choice) {}

    private PurposeStates() {}

    /**
     * Folds choices.
     *
     * @param effective the choices that took effect, oldest first
     * @param at the moment to ask about
     * @return purpose id to how it stands, for every purpose that any of them named
     */
    static SortedMap<String, PurposeState> of(List<ChoiceRecorded> effective, Instant at) {
        PurposeStates states = new PurposeStates();
        effective.forEach(states::take);
        SortedMap<String, PurposeState> result = new TreeMap<>();
        states.held.forEach((purpose, answer) -> result.put(purpose, state(answer, at)));
        return result;
    }

    private void take(ChoiceRecorded choice) {
        if (choice.action() == Action.WITHDRAW_ALL) {
            withdrawAll(choice);
        }
        for (Map.Entry<String, Answer> said : choice.purposes().entrySet()) {
            take(said.getKey(), said.getValue(), choice);
        }
    }

    private void withdrawAll(ChoiceRecorded choice) {
        List<String> answered = held.entrySet().stream()
                .filter(known -> ANSWERED.contains(known.getValue().answer()))
                .map(Map.Entry::getKey)
                .toList();
        answered.forEach(purpose -> take(purpose, Answer.DENIED, choice));
    }

    private void take(String purpose, Answer answer, ChoiceRecorded choice) {
        Held before = held.get(purpose);
        if (!ANSWERED.contains(answer)) {
            boolean leaves = answer == Answer.NEVER_ASKED && before != null && ANSWERED.contains(before.answer());
            if (!leaves) {
                held.put(purpose, new Held(answer, null, choice));
            }
            return;
        }
        Instant since = before != null && before.answer() == answer && !isOver(before.choice(), choice.recordedAt())
                ? before.since()
                : choice.recordedAt();
        held.put(purpose, new Held(answer, since, choice));
    }

    private static PurposeState state(Held held, Instant at) {
        ChoiceRecorded choice = held.choice();
        if (!ANSWERED.contains(held.answer())) {
            return new PurposeState(
                    State.of(held.answer()), null, choice.noticeVersion(), choice.noticeHash(), null, null);
        }
        boolean over = isOver(choice, at);
        return new PurposeState(
                over ? State.EXPIRED : State.of(held.answer()),
                over ? choice.validUntil() : held.since(),
                choice.noticeVersion(),
                choice.noticeHash(),
                choice.validUntil(),
                choice.eventId());
    }

    private static boolean isOver(ChoiceRecorded choice, Instant at) {
        return !choice.validUntil().isAfter(at);
    }
}
