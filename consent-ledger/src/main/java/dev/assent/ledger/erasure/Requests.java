package dev.assent.ledger.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.ledger.erasure.Asked.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code erasure.requests}, and how far the topic has been taken. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Requests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Order>> ORDERS = new TypeReference<>() {};

    private static final String COLUMNS = """
            SELECT event_id, site, request_id, asked_right, decision, lifted, reason, asked_at, orders, outcome, kept_until,
                   body_tag
            FROM erasure.requests
            """;
    private static final String ASK = """
            INSERT INTO erasure.requests (event_id, site, request_id, asked_right, decision, lifted, reason, asked_by,
                asked_at, repeat_tag, body_tag)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (repeat_tag) DO NOTHING""";
    private static final String TAKE = """
            INSERT INTO erasure.requests (event_id, site, request_id, asked_right, decision, lifted, reason, asked_at, same_tag)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING""";
    private static final String TAKEN =
            "UPDATE erasure.requests SET taken_at = clock_timestamp() WHERE event_id = ? AND taken_at IS NULL";
    private static final String ORDERED = "UPDATE erasure.requests SET orders = ?::jsonb WHERE event_id = ?";
    private static final String ANSWERED = """
            UPDATE erasure.requests SET outcome = ?, kept_until = ?, answered_at = clock_timestamp() WHERE event_id = ?""";
    private static final String WAITING = COLUMNS + """
            WHERE answered_at IS NULL AND taken_at IS NOT NULL AND event_id > ?
            ORDER BY event_id LIMIT ? FOR UPDATE SKIP LOCKED""";
    private static final String SAME = COLUMNS + """
            WHERE same_tag = ? AND event_id <> ? AND answered_at IS NULL AND orders <> '[]' LIMIT 1""";
    private static final String POSITION = "SELECT next_offset FROM erasure.positions WHERE partition = ?";
    private static final String ADVANCE = """
            INSERT INTO erasure.positions (partition, next_offset) VALUES (?, ?)
            ON CONFLICT (partition) DO UPDATE SET next_offset = excluded.next_offset""";

    private final DataSource dataSource;

    Requests(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** An earlier request under the same Idempotency-Key, and a tag of its content. */
    @SuppressWarnings("ArrayRecordComponent")
    record Repeated(Asked asked, byte[] bodyTag) {}

    private interface Work<T extends @Nullable Object> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T extends @Nullable Object> T run(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("requests could not be read or written", e);
        }
    }

    /**
     * Keeps a request that was asked here; false if another was asked under the same repeat tag.
     *
     * @param repeatTag names the caller's Idempotency-Key; null without one
     * @param bodyTag tells another content under that key
     */
    boolean ask(SubjectRequestIssued issued, String actor, byte @Nullable [] repeatTag, byte @Nullable [] bodyTag) {
        return run(ASK, insert -> {
            insert.setObject(1, UUID.fromString(issued.eventId()));
            bind(insert, issued);
            insert.setString(8, actor);
            insert.setObject(9, issued.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setBytes(10, repeatTag);
            insert.setBytes(11, bodyTag);
            return insert.executeUpdate() == 1;
        });
    }

    /** Whether a request was not taken before; from now on it was. */
    boolean take(SubjectRequestIssued issued, byte[] sameTag) {
        run(TAKE, insert -> {
            insert.setObject(1, UUID.fromString(issued.eventId()));
            bind(insert, issued);
            insert.setObject(8, issued.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setBytes(9, sameTag);
            return insert.executeUpdate();
        });
        return run(TAKEN, update -> {
            update.setObject(1, UUID.fromString(issued.eventId()));
            return update.executeUpdate() == 1;
        });
    }

    private static void bind(PreparedStatement insert, SubjectRequestIssued issued) throws SQLException {
        Decision decision = issued.decision();
        insert.setString(2, issued.site());
        insert.setString(3, issued.requestId());
        insert.setString(4, issued.right().name());
        insert.setString(5, decision == null ? null : decision.name());
        insert.setBoolean(6, Boolean.TRUE.equals(issued.lifted()));
        insert.setString(7, issued.reason());
    }

    /** Keeps which records carry a request out. */
    void ordered(String eventId, List<Order> orders) {
        run(ORDERED, update -> {
            update.setString(1, write(orders));
            update.setObject(2, UUID.fromString(eventId));
            return update.executeUpdate();
        });
    }

    /** Keeps what came of a request. */
    void answered(UUID eventId, Outcome outcome, @Nullable Instant keptUntil) {
        run(ANSWERED, update -> {
            update.setString(1, outcome.name());
            update.setObject(2, keptUntil == null ? null : keptUntil.atOffset(ZoneOffset.UTC));
            update.setObject(3, eventId);
            return update.executeUpdate();
        });
    }

    /**
     * Requests that were taken and are not answered, by their ids, locked for the caller's transaction.
     *
     * @param after those with higher ids
     */
    List<Asked> waiting(UUID after, int most) {
        return run(WAITING, select -> {
            select.setObject(1, after);
            select.setInt(2, most);
            return rows(select).stream().map(Repeated::asked).toList();
        });
    }

    /** Another request of the same content whose orders are on their way. */
    Optional<Asked> same(SubjectRequestIssued issued, byte[] sameTag) {
        return run(SAME, select -> {
            select.setBytes(1, sameTag);
            select.setObject(2, UUID.fromString(issued.eventId()));
            return rows(select).stream().map(Repeated::asked).findFirst();
        });
    }

    Optional<Asked> find(String site, UUID eventId) {
        return run(COLUMNS + "WHERE site = ? AND event_id = ?", select -> {
            select.setString(1, site);
            select.setObject(2, eventId);
            return rows(select).stream().map(Repeated::asked).findFirst();
        });
    }

    Optional<Repeated> repeated(byte[] repeatTag) {
        return run(COLUMNS + "WHERE repeat_tag = ?", select -> {
            select.setBytes(1, repeatTag);
            return rows(select).stream().findFirst();
        });
    }

    /** The first offset of the topic that was not taken. */
    long position(int partition) {
        return run(POSITION, select -> {
            select.setInt(1, partition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    void advance(int partition, long next) {
        run(ADVANCE, update -> {
            update.setInt(1, partition);
            update.setLong(2, next);
            return update.executeUpdate();
        });
    }

    private static List<Repeated> rows(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Repeated> rows = new ArrayList<>();
            while (row.next()) {
                String decision = row.getString(5);
                String outcome = row.getString(10);
                OffsetDateTime keptUntil = row.getObject(11, OffsetDateTime.class);
                rows.add(new Repeated(
                        new Asked(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                Right.valueOf(row.getString(4)),
                                decision == null ? null : Decision.valueOf(decision),
                                row.getBoolean(6),
                                row.getString(7),
                                row.getObject(8, OffsetDateTime.class).toInstant(),
                                JSON.readValue(row.getString(9), ORDERS),
                                outcome == null ? null : Outcome.valueOf(outcome),
                                keptUntil == null ? null : keptUntil.toInstant()),
                        row.getBytes(12) == null ? new byte[0] : row.getBytes(12)));
            }
            return rows;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the orders of a request cannot be read", e);
        }
    }

    private static String write(List<Order> orders) {
        try {
            return JSON.writeValueAsString(orders);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the orders of a request cannot be written", e);
        }
    }
}
