package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Subject;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.seal.Quarter;
import dev.assent.ledger.seal.Sealer;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the log knows of a batch's subjects: their data keys and which of their choices took effect, as stored before the
 * batch and as it changes within it.
 */
final class SubjectKeys {

    private static final String SELECT = """
            SELECT k.key_no, k.site, k.subject, k.quarter, k.kek_id, k.wrapped,
                   held.highest, held.made_here, held.answered, held.newest_import, k.restricted_by
            FROM unnest(?::text[], ?::text[]) AS wanted (site, subject)
            JOIN keys.data_keys k ON k.log_id = ? AND k.site = wanted.site AND k.subject = wanted.subject
            CROSS JOIN LATERAL (
                SELECT max(e.sequence) AS highest,
                       bool_or(e.kind = 1 AND e.standing IS DISTINCT FROM 3) AS made_here,
                       bool_or(e.kind = 1 AND e.standing IS DISTINCT FROM 2) AS answered,
                       max(e.idx) FILTER (WHERE e.kind = 1 AND e.standing = 3) AS newest_import
                FROM evidence.entries e WHERE e.log_id = k.log_id AND e.key_no = k.key_no) AS held""";
    private static final String IMPORTS =
            "SELECT idx, event_id, key_no, sealed FROM evidence.entries WHERE log_id = ? AND idx = ANY (?)";

    private final LogId log;
    private final Sealer sealer;
    private final Map<Subject, Known> known = new HashMap<>();
    private final Map<Long, DataKey> made = new HashMap<>();

    private static final class Known {
        private final Map<Integer, Key> byQuarter = new HashMap<>();
        private final ChoiceOrder order = new ChoiceOrder();
        private @Nullable Long newestImport;
        private @Nullable Long restrictedBy;
    }

    /**
     * A key, ready to seal.
     *
     * @param number its number in the log
     * @param clear the key itself
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Key(long number, byte[] clear) {}

    private SubjectKeys(LogId log, Sealer sealer) {
        this.log = log;
        this.sealer = sealer;
    }

    /**
     * Reads what is stored.
     *
     * @param subjects all subjects of the batch
     * @param importing those of them for whom choices are imported; only theirs are opened, for the original time
     */
    static SubjectKeys load(
            Connection connection,
            LogId log,
            Sealer sealer,
            Collection<Subject> subjects,
            Collection<Subject> importing)
            throws SQLException {
        SubjectKeys keys = new SubjectKeys(log, sealer);
        List<Subject> wanted = List.copyOf(subjects);
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(
                    1, texts(connection, wanted.stream().map(Subject::site).toArray()));
            select.setArray(
                    2, texts(connection, wanted.stream().map(Subject::value).toArray()));
            select.setInt(3, log.number());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(
                            new DataKey(
                                    log,
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getInt(4),
                                    row.getString(5),
                                    row.getBytes(6)),
                            row);
                }
            }
        }
        keys.loadImports(connection, importing);
        return keys;
    }

    /** The newest of a subject's imported choices that took effect has the latest original time among them. */
    private void loadImports(Connection connection, Collection<Subject> importing) throws SQLException {
        Map<Long, Known> byIndex = new HashMap<>();
        for (Subject subject : importing) {
            Known of = known.get(subject);
            if (of != null && of.newestImport != null && of.order.asksForImports()) {
                byIndex.put(of.newestImport, of);
            }
        }
        if (byIndex.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(IMPORTS)) {
            select.setInt(1, log.number());
            select.setArray(
                    2, connection.createArrayOf("bigint", byIndex.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Known of = Objects.requireNonNull(byIndex.get(row.getLong(1)));
                    of.order.storedImport(originalTime(of, row));
                }
            }
        }
    }

    private Instant originalTime(Known of, ResultSet row) throws SQLException {
        long number = row.getLong(3);
        Key key = of.byQuarter.values().stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElseThrow();
        byte[] value = sealer.open(key.clear(), log, row.getLong(1), row.getObject(2, UUID.class), row.getBytes(4));
        try {
            if (EventCodec.read(value) instanceof ChoiceRecorded choice && choice.imported() != null) {
                return choice.imported().recordedAt();
            }
        } catch (MalformedEventException e) {
            throw new IllegalStateException("entry %d of log %s cannot be read".formatted(row.getLong(1), log), e);
        }
        throw new IllegalStateException("entry %d of log %s was not imported".formatted(row.getLong(1), log));
    }

    private static java.sql.Array texts(Connection connection, Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private void add(DataKey key, ResultSet row) throws SQLException {
        Known subject = known(new Subject(key.site(), key.subject()));
        subject.byQuarter.put(key.quarter(), new Key(key.number(), sealer.unwrap(key)));
        subject.order.stored(row.getObject(7, Long.class), row.getBoolean(8), row.getBoolean(9));
        Long restrictedBy = row.getObject(11, Long.class);
        subject.restrictedBy = restrictedBy == null ? subject.restrictedBy : restrictedBy;
        Long newestImport = row.getObject(10, Long.class);
        if (newestImport != null && (subject.newestImport == null || newestImport > subject.newestImport)) {
            subject.newestImport = newestImport;
        }
    }

    /** The key for an event that becomes the entry at the index; made now if the subject has none for its quarter. */
    Key keyFor(LogEvent event, long index) {
        int quarter = Quarter.of(event.recordedAt());
        return known(subjectOf(event)).byQuarter.computeIfAbsent(quarter, q -> {
            Sealer.NewKey key = sealer.newKey(log, index, event.site(), event.subject(), q);
            made.put(index, key.stored());
            return new Key(index, key.clear());
        });
    }

    /** Whether a choice takes effect; it counts for those that follow. */
    boolean takesEffect(ChoiceRecorded choice) {
        return known(subjectOf(choice)).order.takesEffect(choice);
    }

    /** The entry that restricts the subject; null where nothing does. */
    @Nullable
    Long restrictedBy(LogEvent event) {
        return known(subjectOf(event)).restrictedBy;
    }

    /**
     * Restricts a subject, or lifts it.
     *
     * @param by the entry that orders it; null where it lifts
     * @return the numbers of the subject's keys
     */
    List<Long> restrict(LogEvent command, @Nullable Long by) {
        Known subject = known(subjectOf(command));
        subject.restrictedBy = by;
        return numbers(subject);
    }

    /** Forgets a subject; answers the numbers of the keys that must go. */
    List<Long> forget(LogEvent command) {
        Known subject = known.remove(subjectOf(command));
        if (subject == null) {
            return List.of();
        }
        List<Long> numbers = numbers(subject);
        // A key that was made in this batch goes before it was ever stored.
        numbers.forEach(made::remove);
        return numbers;
    }

    private static List<Long> numbers(Known subject) {
        return subject.byQuarter.values().stream().map(Key::number).sorted().toList();
    }

    /** The keys that this batch made and has not forgotten. */
    Collection<DataKey> made() {
        return made.values();
    }

    private Known known(Subject subject) {
        return known.computeIfAbsent(subject, s -> new Known());
    }

    static Subject subjectOf(LogEvent event) {
        return new Subject(event.site(), event.subject());
    }
}
