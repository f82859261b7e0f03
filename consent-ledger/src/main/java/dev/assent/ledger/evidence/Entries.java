package dev.assent.ledger.evidence;

import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.DataKey;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final String BY_EVENT = SELECT + "WHERE e.log_id = ? AND e.event_id = ? ";
    private static final String ANY_SHREDDED = """
            SELECT EXISTS (SELECT FROM evidence.entries e
                           WHERE e.log_id = ? AND e.idx = ANY (?) AND NOT EXISTS
                               (SELECT FROM keys.data_keys k WHERE k.log_id = e.log_id AND k.key_no = e.key_no))""";
    private static final String OF_SUBJECT = SELECT + """
            WHERE e.log_id = ? AND e.key_no IN
                  (SELECT key_no FROM keys.data_keys WHERE log_id = ? AND site = ? AND subject = ?)
            """;
    // Records of a person who is restricted are used for nothing but by the officer (GDPR Art. 18).
    private static final String UNRESTRICTED = "AND k.restricted_by IS NULL ";
    private static final String EFFECTIVE = OF_SUBJECT + UNRESTRICTED + "AND e.kind = 1 ORDER BY e.idx DESC LIMIT ?";
    private static final String LINKS = OF_SUBJECT + UNRESTRICTED + "AND e.kind IN (6, 7) ORDER BY e.idx DESC LIMIT ?";
    private static final String CHOICES = OF_SUBJECT + "AND e.kind IN (1, 2) ORDER BY e.idx";
    private static final String EVERYTHING = OF_SUBJECT + "ORDER BY e.idx";
    private static final String NEWEST_BELOW = "AND e.idx < ? ORDER BY e.idx DESC LIMIT ?";
    private static final String HISTORY = OF_SUBJECT + NEWEST_BELOW;
    private static final String UNRESTRICTED_HISTORY = OF_SUBJECT + UNRESTRICTED + NEWEST_BELOW;
    // Only what has its key: the rest belongs to nobody any more.
    private static final String OPEN =
            SELECT.replace("LEFT JOIN", "JOIN") + "WHERE e.log_id = ? AND e.idx >= ? AND e.idx < ? ";
    private static final String FIRST_OPEN = OPEN + "ORDER BY e.idx LIMIT 1";
    private static final String EFFECTIVE_OPEN = OPEN + UNRESTRICTED + "AND e.kind = 1 ORDER BY e.idx";
    private static final String OF_SITE = OPEN + UNRESTRICTED + "AND k.site = ? ORDER BY e.idx LIMIT ?";
    private static final String OF_SITE_BACKWARDS = OPEN + UNRESTRICTED + "AND k.site = ? ORDER BY e.idx DESC LIMIT ?";
    private static final String EFFECTIVE_UNDER_KEYS =
            SELECT + "WHERE e.log_id = ? AND e.key_no = ANY (?) AND e.idx < ? AND e.kind = 1";

    private Entries() {}

    /**
     * An entry and its key.
     *
     * @param entry the entry
     * @param key the key that opens it; null once it is shredded
     */
    public record Keyed(Entry entry, @Nullable DataKey key) {}

    /** The entry that an event became, whether or not its person is restricted. */
    public static Optional<Keyed> byEvent(Connection connection, LogId log, UUID eventId) throws SQLException {
        return byEvent(connection, log, eventId, true);
    }

    /**
     * The entry that an event became.
     *
     * @param restrictedToo whether to find one of a person who is restricted
     */
    public static Optional<Keyed> byEvent(Connection connection, LogId log, UUID eventId, boolean restrictedToo)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(restrictedToo ? BY_EVENT : BY_EVENT + UNRESTRICTED)) {
            select.setInt(1, log.number());
            select.setObject(2, eventId);
            return rows(select, log).stream().findFirst();
        }
    }

    /** The subject's choices, in the order of the log, whether or not they took effect. */
    public static List<Keyed> choices(Connection connection, LogId log, String site, String subject)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHOICES)) {
            bindSubject(select, log, site, subject);
            return rows(select, log);
        }
    }

    /** All of the subject's entries, restricted or not, in the order of the log. */
    public static List<Keyed> everything(Connection connection, LogId log, String site, String subject)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVERYTHING)) {
            bindSubject(select, log, site, subject);
            return rows(select, log);
        }
    }

    /** The subject's choices that took effect, newest first; none while the subject is restricted. */
    public static List<Keyed> effectiveChoices(Connection connection, LogId log, String site, String subject, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EFFECTIVE)) {
            bindSubject(select, log, site, subject);
            select.setInt(5, most);
            return rows(select, log);
        }
    }

    /** That the browser was linked to a person, or no longer is; newest first. */
    public static List<Keyed> links(Connection connection, LogId log, String site, String subject, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LINKS)) {
            bindSubject(select, log, site, subject);
            select.setInt(5, most);
            return rows(select, log);
        }
    }

    /**
     * The subject's entries below an index, newest first.
     *
     * @param restrictedToo whether there are any while the subject is restricted
     */
    public static List<Keyed> history(
            Connection connection, LogId log, String site, String subject, long below, int most, boolean restrictedToo)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(restrictedToo ? HISTORY : UNRESTRICTED_HISTORY)) {
            bindSubject(select, log, site, subject);
            select.setLong(5, below);
            select.setInt(6, most);
            return rows(select, log);
        }
    }

    /** The first entry that can be opened, from an index to another (exclusive). */
    public static Optional<Keyed> firstOpen(Connection connection, LogId log, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST_OPEN)) {
            bindRange(select, log, from, to);
            return rows(select, log).stream().findFirst();
        }
    }

    /** The choices that took effect and can be opened, from an index to another (exclusive), of all sites. */
    public static List<Keyed> effectiveOpen(Connection connection, LogId log, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EFFECTIVE_OPEN)) {
            bindRange(select, log, from, to);
            return rows(select, log);
        }
    }

    /** A site's entries that can be opened, from an index to another (exclusive), in the log's order or backwards. */
    public static List<Keyed> ofSite(
            Connection connection, LogId log, String site, long from, long to, boolean backwards, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(backwards ? OF_SITE_BACKWARDS : OF_SITE)) {
            bindRange(select, log, from, to);
            select.setString(4, site);
            select.setInt(5, most);
            return rows(select, log);
        }
    }

    /** Whether any of the entries has lost its key. */
    public static boolean anyShredded(Connection connection, LogId log, Collection<Long> indexes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ANY_SHREDDED)) {
            select.setInt(1, log.number());
            select.setArray(2, connection.createArrayOf("bigint", indexes.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** The choices below an index that took effect and were sealed under one of the keys. */
    public static List<Keyed> effectiveUnderKeys(Connection connection, LogId log, Collection<Long> keys, long below)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EFFECTIVE_UNDER_KEYS)) {
            select.setInt(1, log.number());
            select.setArray(2, connection.createArrayOf("bigint", keys.toArray()));
            select.setLong(3, below);
            return rows(select, log);
        }
    }

    private static void bindRange(PreparedStatement select, LogId log, long from, long to) throws SQLException {
        select.setInt(1, log.number());
        select.setLong(2, from);
        select.setLong(3, to);
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
