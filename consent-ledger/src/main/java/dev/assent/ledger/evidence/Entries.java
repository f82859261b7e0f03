package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Entries with the keys that open them. */
public final class Entries {

    private static final String SELECT = """
            SELECT e.idx, e.event_id, e.key_no, e.sequence, e.kind, e.standing, e.commitment, e.receipt_tag, e.sealed,
                   k.site, k.subject, k.quarter, k.kek_id, k.wrapped
            FROM evidence.entries e
            LEFT JOIN keys.data_keys k ON k.log_id = e.log_id AND k.key_no = e.key_no
            """;
    private static final String BY_EVENT = SELECT + "WHERE e.log_id = ? AND e.event_id = ?";
    private static final String OF_SUBJECT = SELECT + """
            WHERE e.log_id = ? AND e.key_no IN
                  (SELECT key_no FROM keys.data_keys WHERE log_id = ? AND site = ? AND subject = ?)
            """;
    private static final String NEWEST_CHOICE = OF_SUBJECT + "AND e.kind = 1 ORDER BY e.idx DESC LIMIT 1";
    private static final String NEWEST_LINK = OF_SUBJECT + "AND e.kind IN (6, 7) ORDER BY e.idx DESC LIMIT 1";
    private static final String HISTORY = OF_SUBJECT + "ORDER BY e.idx DESC LIMIT ?";

    private Entries() {}

    /**
     * An entry and its key.
     *
     * @param entry the entry
     * @param key the key that opens it; null once it is shredded
     */
    public record Keyed(Entry entry, @Nullable DataKey key) {}

    /** The entry that an event became. */
    public static Optional<Keyed> byEvent(Connection connection, LogId log, UUID eventId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_EVENT)) {
            select.setInt(1, log.number());
            select.setObject(2, eventId);
            return rows(select, log).stream().findFirst();
        }
    }

    /** The subject's newest choice that is not superseded: the present state. */
    public static Optional<Keyed> newestChoice(Connection connection, LogId log, String site, String subject)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST_CHOICE)) {
            bindSubject(select, log, site, subject);
            return rows(select, log).stream().findFirst();
        }
    }

    /** The browser's newest link to a person, if that has not ended. */
    public static Optional<Keyed> newestLink(Connection connection, LogId log, String site, String subject)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST_LINK)) {
            bindSubject(select, log, site, subject);
            return rows(select, log).stream()
                    .findFirst()
                    .filter(found -> found.entry().kind() == Entry.Kind.LINK);
        }
    }

    /** The subject's entries, newest first. */
    public static List<Keyed> history(Connection connection, LogId log, String site, String subject, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HISTORY)) {
            bindSubject(select, log, site, subject);
            select.setInt(5, most);
            return rows(select, log);
        }
    }

    private static void bindSubject(PreparedStatement select, LogId log, String site, String subject)
            throws SQLException {
        select.setInt(1, log.number());
        select.setInt(2, log.number());
        select.setString(3, site);
        select.setString(4, subject);
    }

    private static List<Keyed> rows(PreparedStatement select, LogId log) throws SQLException {
        List<Keyed> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Entry entry = new Entry(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getLong(3),
                        row.getObject(4, Long.class),
                        Entry.Kind.of(row.getInt(5)),
                        Standing.of(row.getObject(6, Integer.class)),
                        row.getBytes(7),
                        row.getBytes(8),
                        row.getBytes(9));
                entries.add(new Keyed(entry, key(row, log, entry.keyNumber())));
            }
        }
        return entries;
    }

    private static @Nullable DataKey key(ResultSet row, LogId log, long number) throws SQLException {
        String site = row.getString(10);
        return site == null
                ? null
                : new DataKey(
                        log, number, site, row.getString(11), row.getInt(12), row.getString(13), row.getBytes(14));
    }
}
