package dev.assent.ledger.console;

import dev.assent.ledger.consent.PurposeState;
import dev.assent.ledger.history.History;
import dev.assent.ledger.history.Shown;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The page of one subject.
 *
 * @param actor who is signed in
 * @param site the site's id
 * @param subject the subject
 * @param moment which moment it is about, in words; empty for now
 * @param at the same as it was typed
 * @param states how each purpose stands
 * @param events newest first
 * @param next the address of the next page; null at the end
 */
public record SubjectPage(
        String actor,
        String site,
        String subject,
        String moment,
        String at,
        List<State> states,
        List<EventRow> events,
        @Nullable String next) {

    /**
     * How a purpose stands.
     *
     * @param purpose its id
     * @param words what holds
     * @param colour {@code good}, {@code warn}, {@code bad} or empty
     * @param since in words; empty where nobody has answered
     * @param until in words; empty where nobody has answered
     * @param version the notice's version
     * @param shown the address of what had been shown
     * @param fromPerson whether it is the linked person's answer
     */
    public record State(
            String purpose,
            String words,
            String colour,
            String since,
            String until,
            String version,
            String shown,
            boolean fromPerson) {}

    static SubjectPage of(String actor, History history, @Nullable String at) {
        Instant moment = history.at();
        String typed = at == null ? "" : at;
        String next = history.next();
        return new SubjectPage(
                actor,
                history.site(),
                history.subject(),
                moment == null ? "" : Wording.moment(moment),
                typed,
                history.purposes().entrySet().stream()
                        .map(entry -> state(history, entry.getKey(), entry.getValue()))
                        .toList(),
                history.events().stream().map(EventRow::of).toList(),
                next == null
                        ? null
                        : EventRow.subjectPage(history.site(), history.subject()) + "?"
                                + EventsPage.query(Map.of("at", typed, "cursor", next)));
    }

    private static State state(History history, String purpose, PurposeState state) {
        List<String> fromPerson = history.fromPerson();
        return new State(
                purpose,
                Wording.state(state.state()),
                Wording.colour(state.state()),
                words(state.since()),
                words(state.validUntil()),
                "Version " + state.noticeVersion(),
                history.shown().stream()
                        .filter(shown -> shown.noticeVersion() == state.noticeVersion())
                        .map(Shown::version)
                        .findFirst()
                        .orElse(""),
                fromPerson != null && fromPerson.contains(purpose));
    }

    private static String words(@Nullable Instant moment) {
        return moment == null ? "" : Wording.moment(moment);
    }
}
