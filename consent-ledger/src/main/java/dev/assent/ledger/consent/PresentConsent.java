package dev.assent.ledger.consent;

import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import dev.assent.ledger.opened.Opened;
import dev.assent.ledger.opened.ReceiptAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The present state as a browser gets it. */
@ApplicationScoped
class PresentConsent {

    private final SubjectStates states;
    private final ReceiptAddresses receipts;

    PresentConsent(SubjectStates states, ReceiptAddresses receipts) {
        this.states = states;
        this.receipts = receipts;
    }

    /**
     * The present state.
     *
     * @param linkPurpose the purpose under which the site links browsers to people; null where it does not
     */
    Consent of(Subject subject, @Nullable String linkPurpose) {
        SubjectStates.Held held = states.of(subject, linkPurpose, null);
        Opened newest = held.newest();
        return newest == null ? nothing(subject.site()) : recorded(held, newest);
    }

    private Consent recorded(SubjectStates.Held held, Opened newest) {
        ChoiceRecorded choice = newest.choice();
        return new Consent(
                choice.site(),
                states.isExpired(choice) ? "expired" : "recorded",
                answers(choice, held),
                held.states(),
                choice.noticeVersion(),
                choice.noticeHash(),
                choice.language(),
                choice.recordedAt(),
                choice.validUntil(),
                choice.eventId(),
                choice.sequence(),
                receipts.of(newest),
                held.fromPerson());
    }

    /** What the choice itself says; where it says nothing, or a linked person counts, what holds. */
    private static SortedMap<String, Answer> answers(ChoiceRecorded choice, SubjectStates.Held held) {
        List<String> fromPerson = held.fromPerson() == null ? List.of() : held.fromPerson();
        SortedMap<String, Answer> answers = new TreeMap<>(choice.purposes());
        for (Map.Entry<String, PurposeState> state : held.states().entrySet()) {
            String purpose = state.getKey();
            boolean said = answers.getOrDefault(purpose, Answer.NEVER_ASKED) != Answer.NEVER_ASKED;
            if (!said || fromPerson.contains(purpose)) {
                answers.put(purpose, answer(state.getValue()));
            }
        }
        return answers;
    }

    private static Answer answer(PurposeState state) {
        return switch (state.state()) {
            case GRANTED -> Answer.GRANTED;
            case DENIED -> Answer.DENIED;
            case PENDING -> Answer.PENDING;
            case EXEMPT -> Answer.EXEMPT;
            case EXPIRED, NEVER_ASKED -> Answer.NEVER_ASKED;
        };
    }

    private static Consent nothing(String site) {
        return new Consent(
                site, "none", new TreeMap<>(), new TreeMap<>(), null, null, null, null, null, null, null, null, null);
    }
}
