package dev.assent.ledger.consent;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import dev.assent.events.SubjectLinked;
import dev.assent.ledger.opened.Opened;
import dev.assent.ledger.opened.OpenedLogs;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What holds for a subject, now or at a moment; read from its choices each time, and kept nowhere. */
@ApplicationScoped
public class SubjectStates {

    /** The newest choices that are looked at; nobody chooses as often. */
    private static final int MOST_CHOICES = 2_000;

    private static final int MOST_LINKS = 200;

    private final OpenedLogs logs;
    private final Clock clock;

    SubjectStates(OpenedLogs logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * What holds.
     *
     * @param states purpose id to how it stands
     * @param fromPerson the purposes whose answer is that of the person to whom the browser is linked; null without a link
     * @param newest the newest choice that took effect; null where there is none
     */
    public record Held(
            SortedMap<String, PurposeState> states,
            @Nullable List<String> fromPerson,
            @Nullable Opened newest) {}

    /**
     * What holds, or held.
     *
     * @param linkPurpose the purpose under which the site links browsers to people; null where it does not
     * @param at the moment; null for now
     */
    public Held of(Subject subject, @Nullable String linkPurpose, @Nullable Instant at) {
        List<Opened> choices = choices(subject, at);
        SortedMap<String, PurposeState> own = states(choices, at);
        Opened newest = choices.isEmpty() ? null : choices.getLast();
        LinkedAnswers linked =
                linkPurpose == null || choices.size() == MOST_CHOICES ? null : linked(own, subject, linkPurpose, at);
        return linked == null ? new Held(own, null, newest) : new Held(linked.states(), linked.fromPerson(), newest);
    }

    /** Whether a choice's validity is over now. */
    boolean isExpired(ChoiceRecorded choice) {
        return !choice.validUntil().isAfter(clock.instant());
    }

    private List<Opened> choices(Subject subject, @Nullable Instant at) {
        return logs.effectiveChoices(subject, MOST_CHOICES).stream()
                .filter(choice -> isBy(choice, at))
                .toList();
    }

    private SortedMap<String, PurposeState> states(List<Opened> choices, @Nullable Instant at) {
        return PurposeStates.of(choices.stream().map(Opened::choice).toList(), at == null ? clock.instant() : at);
    }

    private @Nullable LinkedAnswers linked(
            SortedMap<String, PurposeState> own, Subject subject, String linkPurpose, @Nullable Instant at) {
        if (!LinkedAnswers.mayLink(own, linkPurpose)) {
            return null;
        }
        return link(subject, at)
                .map(link -> choices(new Subject(link.site(), link.person()), at))
                .filter(person -> !person.isEmpty())
                .map(person -> LinkedAnswers.of(own, states(person, at), linkPurpose))
                .orElse(null);
    }

    private Optional<SubjectLinked> link(Subject browser, @Nullable Instant at) {
        return logs.links(browser, MOST_LINKS).stream()
                .filter(link -> isBy(link, at))
                .findFirst()
                .map(Opened::event)
                .filter(SubjectLinked.class::isInstance)
                .map(SubjectLinked.class::cast)
                .filter(SubjectLinked::linked);
    }

    private static boolean isBy(Opened entry, @Nullable Instant at) {
        return at == null || !entry.recordedAt().isAfter(at);
    }
}
