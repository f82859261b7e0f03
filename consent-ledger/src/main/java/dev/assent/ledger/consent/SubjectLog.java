package dev.assent.ledger.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Subject;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;

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

    /** The present state: the newest choice in the log that did not arrive late. */
    Consent present(Subject subject) {
        LogId log = logOf(subject);
        Optional<Entries.Keyed> newest =
                database.read(connection -> Entries.newestChoice(connection, log, subject.site(), subject.value()));
        return newest.map(found -> recorded(log, found)).orElseGet(() -> nothing(subject.site()));
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

    private Consent recorded(LogId log, Entries.Keyed found) {
        try {
            if (!(EventCodec.read(open(log, found)) instanceof ChoiceRecorded choice)) {
                throw new IllegalStateException("entry %d of log %s is no choice"
                        .formatted(found.entry().index(), log));
            }
            boolean expired = !choice.validUntil().isAfter(clock.instant());
            return new Consent(
                    choice.site(),
                    expired ? "expired" : "recorded",
                    choice.purposes(),
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
                                    ReceiptKey.ofSalt(choice.salt()).text()));
        } catch (MalformedEventException e) {
            throw new IllegalStateException(
                    "entry %d of log %s cannot be read".formatted(found.entry().index(), log), e);
        }
    }

    private static Consent nothing(String site) {
        return new Consent(site, "none", new TreeMap<>(), null, null, null, null, null, null, null, null);
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
