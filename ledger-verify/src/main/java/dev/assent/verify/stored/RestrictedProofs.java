package dev.assent.verify.stored;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import dev.assent.verify.report.CouldNotCheckException;
import dev.assent.verify.report.LogAccount;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What erasures keep: each kept proof is the event of its entry, under a key of its case; a case holds its own order, whose
 * bytes say until when; and nothing that was kept is gone before a logged expiry, or there after it.
 */
final class RestrictedProofs {

    private static final int ERASE = 3;
    private static final int EXPIRE = 5;
    private static final String KEPT = """
            SELECT k.erasure, k.proofs, k.keep_until, c.site, c.keep_until AS case_until, c.kek_id, c.wrapped,
                   o.kind AS order_kind, x.idx AS expiry, e.kind AS expiry_kind
            FROM evidence.kept k
            LEFT JOIN restricted.cases c ON c.log_id = k.log_id AND c.erasure = k.erasure
            LEFT JOIN evidence.entries o ON o.log_id = k.log_id AND o.idx = k.erasure
            LEFT JOIN evidence.expiries x ON x.log_id = k.log_id AND x.erasure = k.erasure
            LEFT JOIN evidence.entries e ON e.log_id = x.log_id AND e.idx = x.idx
            WHERE k.log_id = ? ORDER BY k.erasure
            """;
    private static final String PROOFS = """
            SELECT p.idx, p.sealed, e.commitment, t.idx AS tombstone
            FROM restricted.proofs p
            LEFT JOIN evidence.entries e ON e.log_id = p.log_id AND e.idx = p.idx
            LEFT JOIN evidence.tombstones t ON t.log_id = e.log_id AND t.key_no = e.key_no
            WHERE p.log_id = ? AND p.erasure = ? ORDER BY p.idx
            """;

    private final Connection connection;
    private final int logId;
    private final String log;
    private final KeyEncryptionKeys keks;
    private final Expiries expiries;
    private final LogAccount account;
    private final Opener opener = new Opener();

    RestrictedProofs(
            Connection connection,
            int logId,
            String log,
            KeyEncryptionKeys keks,
            Expiries expiries,
            LogAccount account) {
        this.connection = connection;
        this.logId = logId;
        this.log = log;
        this.keks = keks;
        this.expiries = expiries;
        this.account = account;
    }

    void check() throws SQLException, CouldNotCheckException {
        try (PreparedStatement kept = connection.prepareStatement(KEPT)) {
            kept.setInt(1, logId);
            try (ResultSet row = kept.executeQuery()) {
                while (row.next()) {
                    check(row);
                }
            }
        }
    }

    private void check(ResultSet row) throws SQLException, CouldNotCheckException {
        long erasure = row.getLong("erasure");
        if (row.getInt("order_kind") != ERASE) {
            account.wrong(erasure, "proofs are kept in its name, and it orders no erasure");
        }
        boolean expired = row.getObject("expiry") != null;
        byte[] wrapped = row.getBytes("wrapped");
        if (expired) {
            Long ended = expiries.endsErasure(row.getLong("expiry"));
            if (row.getInt("expiry_kind") != EXPIRE || ended == null || ended != erasure) {
                account.wrong(
                        erasure,
                        "what it keeps was ended by entry %d, which does not say so".formatted(row.getLong("expiry")));
            }
            if (wrapped != null) {
                account.wrong(erasure, "what it keeps is still there although its time was over");
            }
            account.count("expired cases", 1);
            return;
        }
        if (wrapped == null) {
            account.wrong(erasure, "what it keeps is gone, and no entry says that its time was over");
            return;
        }
        Instant keepUntil = row.getObject("keep_until", OffsetDateTime.class).toInstant();
        if (!keepUntil.equals(row.getObject("case_until", OffsetDateTime.class).toInstant())) {
            account.wrong(erasure, "what it keeps has another end than its evidence says");
        }
        open(row, erasure, keepUntil, wrapped);
    }

    private void open(ResultSet row, long erasure, Instant keepUntil, byte[] wrapped)
            throws SQLException, CouldNotCheckException {
        String kekId = row.getString("kek_id");
        String site = row.getString("site");
        SealingKey kek = keks.find(kekId)
                .orElseThrow(() -> new CouldNotCheckException(
                        "what entry %d keeps needs the key-encryption key “%s”, which was not given"
                                .formatted(erasure, kekId)));
        Optional<byte[]> key = opener.open(kek, wrapped, keyData(erasure, keepUntil, site));
        if (key.isEmpty()) {
            account.wrong(erasure, "the key of what it keeps cannot be unwrapped");
            return;
        }
        SortedMap<Long, Json> events = events(erasure, new SealingKey(key.get()));
        if (events.size() != row.getInt("proofs")) {
            account.wrong(
                    erasure,
                    "it keeps %d proofs that hold, and kept %d".formatted(events.size(), row.getInt("proofs")));
            return;
        }
        account.count("kept proofs", events.size());
        try {
            compare(erasure, site, keepUntil, events);
        } catch (JsonException | DateTimeException e) {
            account.wrong(erasure, "what it keeps cannot be read: " + e.getMessage());
        }
    }

    /** The events that open and are those of their entries. */
    private SortedMap<Long, Json> events(long erasure, SealingKey key) throws SQLException {
        SortedMap<Long, Json> events = new TreeMap<>();
        try (PreparedStatement proofs = connection.prepareStatement(PROOFS)) {
            proofs.setInt(1, logId);
            proofs.setLong(2, erasure);
            try (ResultSet row = proofs.executeQuery()) {
                while (row.next()) {
                    long index = row.getLong("idx");
                    Optional<byte[]> value = opener.open(key, row.getBytes("sealed"), proofData(erasure, index));
                    byte[] commitment = row.getBytes("commitment");
                    if (value.isEmpty() || !Arrays.equals(Commitment.of(value.get()), commitment)) {
                        account.wrong(index, "its kept proof is not its event");
                        continue;
                    }
                    if (row.getObject("tombstone") == null) {
                        account.wrong(index, "its proof is kept apart, and its data key was not shredded");
                    }
                    try {
                        events.put(index, Json.parse(new String(value.get(), StandardCharsets.UTF_8)));
                    } catch (JsonException e) {
                        account.wrong(index, "its kept proof cannot be read: " + e.getMessage());
                    }
                }
            }
        }
        return events;
    }

    private void compare(long erasure, String site, Instant keepUntil, SortedMap<Long, Json> events)
            throws JsonException {
        Json order = events.get(erasure);
        if (order == null || !order.text("type").equals("assent.subject-command.v1")) {
            account.wrong(erasure, "what it keeps does not hold its order");
            return;
        }
        Period period = Period.parse(order.text("evidencePeriod"));
        Instant ordered = Instant.parse(order.text("recordedAt"));
        Instant until = Instant.MIN;
        @Nullable Json granted = null;
        for (Map.Entry<Long, Json> kept : events.entrySet()) {
            Json event = kept.getValue();
            boolean isOrder = kept.getKey() == erasure;
            if (!event.text("site").equals(site) || !event.text("subject").equals(order.text("subject"))) {
                account.wrong(kept.getKey(), "its proof is kept in the name of another person's erasure");
                return;
            }
            if (granted != null && (isOrder || isEnd(event))) {
                until = later(until, end(granted, Instant.parse(event.text("recordedAt")), ordered, period));
                granted = null;
            }
            if (!isOrder && grants(event)) {
                granted = event;
            }
        }
        if (granted != null) {
            until = later(until, end(granted, ordered, ordered, period));
        }
        if (!until.equals(keepUntil)) {
            account.wrong(
                    erasure, "what it keeps is kept until %s, and its order says until %s".formatted(keepUntil, until));
        }
    }

    /** Only what took effect ends a grant; a kept event that neither grants nor answers is the pending one before it. */
    private static boolean isEnd(Json event) throws JsonException {
        return !answers(event, "pending") || grants(event) || answers(event, "denied");
    }

    private static boolean grants(Json event) throws JsonException {
        return answers(event, "granted");
    }

    private static boolean answers(Json event, String answer) throws JsonException {
        if (event.find("purposes").orElse(null) instanceof Json.Obj purposes) {
            for (String purpose : purposes.members().keySet()) {
                if (purposes.text(purpose).equals(answer)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Instant end(Json granted, Instant next, Instant ordered, Period period) throws JsonException {
        Instant end = Instant.parse(granted.text("validUntil"));
        end = end.isBefore(ordered) ? end : ordered;
        end = end.isBefore(next) ? end : next;
        return end.atZone(ZoneOffset.UTC).plus(period).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    /** {@code "assent/case-key/v1" ‖ 0 ‖ log ‖ 0 ‖ erasure ‖ keep until (ms) ‖ site}. */
    private byte[] keyData(long erasure, Instant keepUntil, String site) {
        byte[] head = ascii("assent/case-key/v1\0" + log + "\0");
        byte[] tail = ascii(site);
        return ByteBuffer.allocate(head.length + 2 * Long.BYTES + tail.length)
                .put(head)
                .putLong(erasure)
                .putLong(keepUntil.toEpochMilli())
                .put(tail)
                .array();
    }

    /** {@code "assent/kept/v1" ‖ 0 ‖ log ‖ 0 ‖ erasure ‖ index}. */
    private byte[] proofData(long erasure, long index) {
        byte[] head = ascii("assent/kept/v1\0" + log + "\0");
        return ByteBuffer.allocate(head.length + 2 * Long.BYTES)
                .put(head)
                .putLong(erasure)
                .putLong(index)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
