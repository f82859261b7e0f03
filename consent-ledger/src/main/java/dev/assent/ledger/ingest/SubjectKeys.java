package dev.assent.ledger.ingest;

import dev.assent.events.LogEvent;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log knows of a batch's subjects: their data keys and the highest number of their choices, as stored before
 * the batch and as it changes within it.
 */
final class SubjectKeys {

    private static final String SELECT = """
            SELECT k.key_no, k.site, k.subject, k.quarter, k.kek_id, k.wrapped,
                   (SELECT max(e.sequence) FROM evidence.entries e WHERE e.log_id = k.log_id AND e.key_no = k.key_no)
            FROM unnest(?::text[], ?::text[]) AS wanted (site, subject)
            JOIN keys.data_keys k ON k.log_id = ? AND k.site = wanted.site AND k.subject = wanted.subject""";

    private final LogId log;
    private final Sealer sealer;
    private final Map<Subject, Known> known = new HashMap<>();
    private final Map<Long, DataKey> made = new HashMap<>();

    private static final class Known {
        private final Map<Integer, Key> byQuarter = new HashMap<>();
        private @Nullable Long highest;
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

    static SubjectKeys load(Connection connection, LogId log, Sealer sealer, Collection<Subject> subjects)
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
                            row.getObject(7, Long.class));
                }
            }
        }
        return keys;
    }

    private static java.sql.Array texts(Connection connection, Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    private void add(DataKey key, @Nullable Long highest) {
        Known subject = known(new Subject(key.site(), key.subject()));
        subject.byQuarter.put(key.quarter(), new Key(key.number(), sealer.unwrap(key)));
        raise(subject, highest);
    }

    /** The key for an event that becomes the entry at the index; made now if the subject has none for its quarter. */
    Key keyFor(LogEvent event, long index) {
        int quarter = Quarter.of(event.recordedAt());
        return known(subjectOf(event)).byQuarter.computeIfAbsent(quarter, q -> {
            DataKey key = sealer.newKey(log, index, event.site(), event.subject(), q);
            made.put(index, key);
            return new Key(index, sealer.unwrap(key));
        });
    }

    /** Whether a choice with this number arrives after a newer one (C09); remembers the number. */
    boolean isLate(LogEvent choice, @Nullable Long sequence) {
        Known subject = known(subjectOf(choice));
        boolean late = sequence != null && subject.highest != null && sequence <= subject.highest;
        raise(subject, sequence);
        return late;
    }

    /** Forgets a subject; answers the numbers of the keys that must go. */
    List<Long> forget(LogEvent command) {
        Known subject = known.remove(subjectOf(command));
        if (subject == null) {
            return List.of();
        }
        List<Long> numbers =
                subject.byQuarter.values().stream().map(Key::number).sorted().toList();
        // A key that was made in this batch goes before it was ever stored.
        numbers.forEach(made::remove);
        return numbers;
    }

    /** The keys that this batch made and has not forgotten. */
    Collection<DataKey> made() {
        return made.values();
    }

    private Known known(Subject subject) {
        return known.computeIfAbsent(subject, s -> new Known());
    }

    private static void raise(Known subject, @Nullable Long sequence) {
        if (sequence != null && (subject.highest == null || sequence > subject.highest)) {
            subject.highest = sequence;
        }
    }

    static Subject subjectOf(LogEvent event) {
        return new Subject(event.site(), event.subject());
    }
}
