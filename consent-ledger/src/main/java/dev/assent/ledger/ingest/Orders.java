package dev.assent.ledger.ingest;

import dev.assent.ledger.ingest.Batch.Tombstone;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.restricted.Case;
import dev.assent.ledger.restricted.Cases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a batch's commands order to be done with keys and kept proofs, in their order; carried out in its transaction. */
final class Orders {

    private static final String TOMBSTONE = "INSERT INTO evidence.tombstones (log_id, key_no, idx) VALUES (?, ?, ?)";
    private static final String SHRED = "SELECT keys.shred(?, ?)";
    private static final String RESTRICT = "SELECT keys.restrict(?, ?, ?, ?)";
    private static final String EXPIRE = "SELECT restricted.expire(?, ?, ?)";

    private final List<Tombstone> tombstones = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final List<Restriction> restrictions = new ArrayList<>();
    private final List<Expiry> expiries = new ArrayList<>();

    /** Keys that an entry restricts, or whose restriction it lifts. */
    private record Restriction(List<Long> keys, long index, boolean lifted) {}

    /** A case whose time an entry says is over. */
    private record Expiry(long erasure, long index) {}

    void shred(List<Long> keys, long index) {
        keys.forEach(key -> tombstones.add(new Tombstone(key, index)));
    }

    void keep(Case kept) {
        cases.add(kept);
    }

    void restrict(List<Long> keys, long index, boolean lifted) {
        restrictions.add(new Restriction(keys, index, lifted));
    }

    void expire(long erasure, long index) {
        expiries.add(new Expiry(erasure, index));
    }

    /** A batch's keys and entries are there when this is called. */
    void carryOut(Connection connection, LogId log) throws SQLException {
        for (Restriction restriction : restrictions) {
            try (PreparedStatement restrict = connection.prepareStatement(RESTRICT)) {
                restrict.setInt(1, log.number());
                restrict.setArray(
                        2, connection.createArrayOf("bigint", restriction.keys().toArray()));
                restrict.setLong(3, restriction.index());
                restrict.setBoolean(4, restriction.lifted());
                restrict.execute();
            }
        }
        for (Case kept : cases) {
            Cases.insert(connection, kept);
        }
        shred(connection, log);
        for (Expiry expiry : expiries) {
            try (PreparedStatement expire = connection.prepareStatement(EXPIRE)) {
                expire.setInt(1, log.number());
                expire.setLong(2, expiry.erasure());
                expire.setLong(3, expiry.index());
                expire.execute();
            }
        }
    }

    private void shred(Connection connection, LogId log) throws SQLException {
        if (tombstones.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(TOMBSTONE)) {
            for (Tombstone tombstone : tombstones) {
                insert.setInt(1, log.number());
                insert.setLong(2, tombstone.keyNumber());
                insert.setLong(3, tombstone.index());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement shred = connection.prepareStatement(SHRED)) {
            shred.setInt(1, log.number());
            shred.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            tombstones.stream().map(Tombstone::keyNumber).toArray()));
            shred.execute();
        }
    }
}
