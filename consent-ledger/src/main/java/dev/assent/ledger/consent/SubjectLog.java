package dev.assent.ledger.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Event;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Subject;
import dev.assent.events.SubjectLinked;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One subject's entries, opened. */
@ApplicationScoped
class SubjectLog {

    private static final int MOST = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final EvidenceDatabase database;
    private final Sealer sealer;
    private final LedgerConfig config;
    private final Clock clock;

    SubjectLog(EvidenceDatabase database, Sealer sealer, LedgerConfig config, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The present state: the newest choice in the log that took effect, and where the browser is linked to a person what
     * that person answered.
     *
     * @param linkPurpose the purpose under which the site links browsers to people; null where it does not
     */
    Consent present(Subject subject, @Nullable String linkPurpose) {
        LogId log = logOf(subject);
        return newestChoice(subject)
                .map(choice -> recorded(log, choice, linked(choice, subject, linkPurpose)))
                .orElseGet(() -> nothing(subject.site()));
    }

    private Optional<ChoiceRecorded> newestChoice(Subject subject) {
        LogId log = logOf(subject);
        return database.read(connection -> Entries.newestChoice(connection, log, subject.site(), subject.value()))
                .map(found -> opened(log, found, ChoiceRecorded.class));
    }

    private @Nullable LinkedAnswers linked(ChoiceRecorded choice, Subject subject, @Nullable String linkPurpose) {
        if (linkPurpose == null || isExpired(choice) || !LinkedAnswers.mayLink(choice, linkPurpose)) {
            return null;
        }
        LogId log = logOf(subject);
        return database.read(connection -> Entries.newestLink(connection, log, subject.site(), subject.value()))
                .map(found -> opened(log, found, SubjectLinked.class))
                .flatMap(link -> newestChoice(new Subject(link.site(), link.person())))
                .filter(person -> !isExpired(person))
                .map(person -> LinkedAnswers.of(choice, person, linkPurpose))
                .orElse(null);
    }

    private boolean isExpired(ChoiceRecorded choice) {
        return !choice.validUntil().isAfter(clock.instant());
    }

    /** Everything that is kept of the subject, newest first. */
    List<History.Item> history(Subject subject) {
        LogId log = logOf(subject);
        return database
                .read(connection -> Entries.history(connection, log, subject.site(), subject.value(), MOST))
                .stream()
                .map(found -> item(log, found))
                .toList();
    }

    LogId logOf(Subject subject) {
        return new LogId(config.generation(), subject.partition(config.partitions()));
    }

    private Consent recorded(LogId log, ChoiceRecorded choice, @Nullable LinkedAnswers linked) {
        return new Consent(
                choice.site(),
                isExpired(choice) ? "expired" : "recorded",
                linked == null ? choice.purposes() : linked.answers(),
                choice.noticeVersion(),
                choice.noticeHash(),
                choice.language(),
                choice.recordedAt(),
                choice.validUntil(),
                choice.eventId(),
                choice.sequence(),
                "%s/v1/receipts/%s/%s/%s"
                        .formatted(
                                config.url(),
                                log.name(),
                                choice.eventId(),
                                ReceiptKey.ofSalt(choice.salt()).text()),
                linked == null ? null : linked.fromPerson());
    }

    private <E extends Event> E opened(LogId log, Entries.Keyed found, Class<E> type) {
        try {
            Event event = EventCodec.read(open(log, found));
            if (!type.isInstance(event)) {
                throw new IllegalStateException(
                        "entry %d of log %s is no %s".formatted(found.entry().index(), log, type.getSimpleName()));
            }
            return type.cast(event);
        } catch (MalformedEventException e) {
            throw new IllegalStateException(
                    "entry %d of log %s cannot be read".formatted(found.entry().index(), log), e);
        }
    }

    private static Consent nothing(String site) {
        return new Consent(site, "none", new TreeMap<>(), null, null, null, null, null, null, null, null, null);
    }

    private History.Item item(LogId log, Entries.Keyed found) {
        try {
            JsonNode event = JSON.readTree(open(log, found));
            return new History.Item(
                    log.name(), found.entry().index(), found.entry().kind() == Entry.Kind.SUPERSEDED_CHOICE, event);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "entry %d of log %s holds no JSON".formatted(found.entry().index(), log), e);
        }
    }

    private byte[] open(LogId log, Entries.Keyed found) {
        Entry entry = found.entry();
        DataKey key = found.key();
        if (key == null) {
            throw new IllegalStateException("entry %d of log %s lost its key".formatted(entry.index(), log));
        }
        return sealer.open(sealer.unwrap(key), log, entry.index(), entry.eventId(), entry.sealed());
    }
}
