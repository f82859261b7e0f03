package dev.assent.notifier.letter;

import dev.assent.foundation.id.EventIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The outbox of letters. Everything here happens in the caller's transaction. */
@ApplicationScoped
public class Letters implements PanacheRepositoryBase<Letter, UUID> {

    /** A CDI event: there is something to send once this transaction is through. */
    record Queued() {}

    /**
     * A letter as staff see it.
     *
     * @param kind what it is for: {@code acknowledgement}
     * @param language BCP 47 tag in which it is written
     * @param subject its subject
     * @param body its text
     * @param recipient to whom
     * @param queuedAt when it was written
     * @param sentAt when the mail server took it
     * @param returnedAt when it came back
     * @param givenUpAt when the last try failed
     * @param attempts tries so far
     */
    public record Sent(
            String kind,
            String language,
            String subject,
            String body,
            String recipient,
            Instant queuedAt,
            @Nullable Instant sentAt,
            @Nullable Instant returnedAt,
            @Nullable Instant givenUpAt,
            int attempts) {}

    private static final int SKIP_LOCKED = -2;

    private final Acknowledgement acknowledgement;
    private final LetterConfig config;
    private final Clock clock;
    private final Event<Queued> queued;

    Letters(Acknowledgement acknowledgement, LetterConfig config, Clock clock, Event<Queued> queued) {
        this.acknowledgement = acknowledgement;
        this.config = config;
        this.clock = clock;
        this.queued = queued;
    }

    /** Writes the acknowledgement of a request and queues it. */
    public void acknowledge(LetterTo to) {
        String language = acknowledgement.languageFor(to.language(), to.site().languages());
        LetterText text = acknowledgement.write(to, language);
        persist(new Letter(EventIds.next(clock), to, text, language, clock.instant()));
        queued.fire(new Queued());
    }

    /** Whether this address has had so many acknowledgements of the site that a machine must be answering. */
    public boolean tooMany(String site, String recipient) {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        return count("site = ?1 and lower(recipient) = lower(?2) and queuedAt > ?3", site, recipient, yesterday)
                >= config.acknowledgementsPerDay();
    }

    /** The request whose letter one of these mails answers. */
    public Optional<UUID> requestOf(String site, Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? Optional.empty()
                : find("site = ?1 and messageId in ?2", Sort.descending("queuedAt"), site, messageIds)
                        .firstResultOptional()
                        .map(Letter::requestId);
    }

    /** Notes that letters came back. */
    public void returned(String site, Collection<String> messageIds) {
        if (!messageIds.isEmpty()) {
            find("site = ?1 and messageId in ?2", site, messageIds)
                    .list()
                    .forEach(letter -> letter.returned(clock.instant()));
        }
    }

    /** The letters of a request, oldest first. */
    public List<Sent> of(UUID requestId) {
        return find("requestId = ?1", Sort.ascending("queuedAt"), requestId).stream()
                .map(letter -> new Sent(
                        letter.kind().name().toLowerCase(Locale.ROOT),
                        letter.language(),
                        letter.subject(),
                        letter.body(),
                        letter.recipient(),
                        letter.queuedAt(),
                        letter.sentAt(),
                        letter.returnedAt(),
                        letter.givenUpAt(),
                        letter.attempts()))
                .toList();
    }

    /** The next letter to send, locked; one that another replica is sending is passed over. */
    Optional<Letter> nextDue() {
        return find(
                        "sentAt is null and givenUpAt is null and nextAttemptAt <= ?1",
                        Sort.ascending("nextAttemptAt"),
                        clock.instant())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .firstResultOptional();
    }
}
