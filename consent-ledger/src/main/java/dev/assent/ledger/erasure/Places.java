package dev.assent.ledger.erasure;

import dev.assent.events.Generation;
import dev.assent.events.Subject;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.FrozenLogs;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where a person may be kept: in one log of each generation. An order goes to all of them.
 *
 * <p>What is shredded is shredded in the caller's transaction where the log is in the default database. In another one each
 * statement stands for itself, and a repetition finishes what was begun.
 */
@ApplicationScoped
class Places {

    private static final String KEYS =
            "SELECT key_no FROM keys.data_keys WHERE log_id = ? AND site = ? AND subject = ? ORDER BY key_no";
    private static final String TOMBSTONE =
            "INSERT INTO evidence.frozen_tombstones (log_id, key_no, request) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String SHRED = "SELECT keys.shred(?, ?)";
    private static final String SHREDDED = "SELECT FROM evidence.frozen_tombstones WHERE request = ? LIMIT 1";

    private final Generations generations;
    private final EvidenceDatabases databases;

    Places(Generations generations, EvidenceDatabases databases) {
        this.generations = generations;
        this.databases = databases;
    }

    /**
     * A log in which a subject may be.
     *
     * @param generation the log's generation, whose topic its orders go by
     * @param log the log
     * @param current whether it is of the generation that choices go to now
     * @param frozen whether it takes no entries any more
     */
    record Place(Generation generation, LogId log, boolean current, boolean frozen) {}

    /** All of them, the newest generation first. */
    List<Place> of(Subject subject) {
        return generations.newestFirst().stream()
                .map(generation -> place(generation, subject.partition(generation.partitions())))
                .toList();
    }

    /** Every log of every generation whose database answers, the newest generation first. */
    List<Place> reachable() {
        Set<EvidenceDatabase> away = Set.copyOf(databases.found().away());
        List<Place> reachable = new ArrayList<>();
        for (Generation generation : generations.newestFirst()) {
            for (int partition = 0; partition < generation.partitions(); partition++) {
                if (!away.contains(databases.of(new LogId(generation.number(), partition)))) {
                    reachable.add(place(generation, partition));
                }
            }
        }
        return reachable;
    }

    private Place place(Generation generation, int partition) {
        LogId log = new LogId(generation.number(), partition);
        boolean current = generation.number() == generations.current().number();
        // One that is not even open yet can be frozen as well; whoever orders something there learns it by waiting.
        boolean frozen = !current
                && databases
                        .of(log)
                        .read(connection -> FrozenLogs.reason(connection, log))
                        .isPresent();
        return new Place(generation, log, current, frozen);
    }

    /** Whether a log keeps anything of a subject. */
    boolean holds(LogId log, Subject subject) {
        return !databases
                .of(log)
                .read(connection -> keys(connection, log, subject))
                .isEmpty();
    }

    /** Shreds the keys that a frozen log has of a subject, in the name of a request. */
    void shred(LogId frozen, Subject subject, UUID request) {
        databases.of(frozen).read(connection -> {
            shred(connection, frozen, keys(connection, frozen, subject), request);
            return null;
        });
    }

    /** Shreds keys of a frozen log, in the name of what ordered it. */
    void shred(LogId frozen, List<Long> keys, UUID request) {
        databases.of(frozen).read(connection -> {
            shred(connection, frozen, keys, request);
            return null;
        });
    }

    /** Whether a request shredded anything in a frozen log. */
    boolean shredded(UUID request) {
        return databases.all().stream()
                .anyMatch(database -> database.read(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(SHREDDED)) {
                        select.setObject(1, request);
                        try (ResultSet row = select.executeQuery()) {
                            return row.next();
                        }
                    }
                }));
    }

    private static List<Long> keys(Connection connection, LogId log, Subject subject) throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(KEYS)) {
            select.setInt(1, log.number());
            select.setString(2, subject.site());
            select.setString(3, subject.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getLong(1));
                }
            }
        }
        return keys;
    }

    private static void shred(Connection connection, LogId log, List<Long> keys, UUID request) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(TOMBSTONE)) {
            for (Long key : keys) {
                insert.setInt(1, log.number());
                insert.setLong(2, key);
                insert.setObject(3, request);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement shred = connection.prepareStatement(SHRED)) {
            shred.setInt(1, log.number());
            shred.setArray(2, connection.createArrayOf("bigint", keys.toArray()));
            shred.execute();
        }
    }
}
