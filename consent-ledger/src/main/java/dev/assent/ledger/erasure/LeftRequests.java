package dev.assent.ledger.erasure;

import dev.assent.events.Subject;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import javax.sql.DataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests that could not be carried out when they were read, so that they hold up nobody else's: their places on the topic,
 * which alone says what they ask. Needs the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class LeftRequests {

    private static final String WHOSE = "assent/left-request/v1";
    private static final String LEAVE = """
            INSERT INTO erasure.left_requests (partition, record_offset, whose) VALUES (?, ?, ?)
            ON CONFLICT (partition, record_offset) DO NOTHING""";
    private static final String ALL = "SELECT id, partition, record_offset FROM erasure.left_requests ORDER BY id";
    private static final String ANY_BEFORE =
            "SELECT EXISTS (SELECT FROM erasure.left_requests WHERE whose && ? AND id < ?)";
    private static final String END = "DELETE FROM erasure.left_requests WHERE id = ?";
    private static final String LOSE = """
            INSERT INTO erasure.lost_requests (partition, from_offset, to_offset) VALUES (?, ?, ?)
            ON CONFLICT (partition, from_offset) DO NOTHING""";
    private static final String FIGURES = """
            SELECT (SELECT count(*) FROM erasure.left_requests)
                       + (SELECT count(*) FROM erasure.requests WHERE answered_at IS NULL AND taken_at IS NOT NULL),
                   extract(epoch FROM clock_timestamp() - least(
                       (SELECT min(since) FROM erasure.left_requests),
                       (SELECT min(asked_at) FROM erasure.requests WHERE answered_at IS NULL))),
                   (SELECT count(*) FROM erasure.lost_requests WHERE looked_into_at IS NULL)""";

    /** Comes after every request that was left. */
    private static final long NEW = Long.MAX_VALUE;

    private final DataSource dataSource;
    private final Sealer sealer;

    LeftRequests(DataSource dataSource, Sealer sealer) {
        this.dataSource = dataSource;
        this.sealer = sealer;
    }

    /**
     * A request that waits.
     *
     * @param id in the order in which they were left
     * @param partition of the topic
     * @param offset its place there
     */
    record Left(long id, int partition, long offset) {}

    /**
     * How requests stand.
     *
     * @param waiting how many wait to be taken, or to be carried out
     * @param oldest for how long the oldest of them has
     * @param lost how many gaps on the topic nobody has looked into
     */
    record Figures(long waiting, Duration oldest, long lost) {

        static final Figures NONE = new Figures(0, Duration.ZERO, 0);
    }

    private interface Work<T extends @Nullable Object> {
        T with(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private <T extends @Nullable Object> T run(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException("left requests could not be read or written", e);
        }
    }

    /** Leaves a request for later. */
    void leave(int partition, long offset, Collection<Subject> whose) {
        run(LEAVE, (connection, insert) -> {
            insert.setInt(1, partition);
            insert.setLong(2, offset);
            insert.setArray(
                    3,
                    bytes(
                            connection,
                            whose.stream().map(subject -> sealer.tag(WHOSE, subject.site(), subject.value()))));
            return insert.executeUpdate();
        });
    }

    /** All that wait, in their order. */
    List<Left> all() {
        return run(ALL, (_, select) -> {
            List<Left> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(new Left(row.getLong(1), row.getInt(2), row.getLong(3)));
                }
            }
            return all;
        });
    }

    /** Whether an earlier request of one of these people waits. */
    boolean waitsBefore(@Nullable Left left, Collection<Subject> whose) {
        return run(ANY_BEFORE, (connection, select) -> {
            select.setArray(
                    1,
                    bytes(
                            connection,
                            whose.stream()
                                    .flatMap(subject ->
                                            sealer.tagsOfAllTimes(WHOSE, subject.site(), subject.value()).stream())));
            select.setLong(2, left == null ? NEW : left.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        });
    }

    /** It waits no more. */
    void end(Left left) {
        run(END, (_, delete) -> {
            delete.setLong(1, left.id());
            return delete.executeUpdate();
        });
    }

    /** Notes that the topic let requests go before they were carried out: those from an offset to before another. */
    void lose(int partition, long from, long to) {
        run(LOSE, (_, insert) -> {
            insert.setInt(1, partition);
            insert.setLong(2, from);
            insert.setLong(3, to);
            return insert.executeUpdate();
        });
    }

    Figures figures() {
        return run(FIGURES, (_, select) -> {
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Figures(row.getLong(1), Duration.ofMillis((long) (1000 * row.getDouble(2))), row.getLong(3));
            }
        });
    }

    private static Array bytes(Connection connection, Stream<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
