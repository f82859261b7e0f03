package dev.assent.ledger.erasure;

import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.SubjectCommand;
import dev.assent.events.SubjectCommand.Shredded;
import dev.assent.foundation.outbox.Outbox;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Says in the log itself what an erasure shredded. The erasure's own entry goes with the person's keys, so without this nobody
 * could tell later whether a key that is there should be gone, or one that is gone should be there.
 */
@ApplicationScoped
class Statements {

    private static final String SHREDDED = """
            SELECT ARRAY(SELECT t.key_no FROM evidence.tombstones t
                         WHERE t.log_id = e.log_id AND t.idx = e.idx ORDER BY t.key_no),
                   coalesce(k.proofs, 0)
            FROM evidence.entries e
            LEFT JOIN evidence.kept k ON k.log_id = e.log_id AND k.erasure = e.idx
            WHERE e.log_id = ? AND e.idx = ? AND e.kind = 3""";

    private final EvidenceDatabases databases;
    private final Generations generations;
    private final Commands commands;
    private final Outbox outbox;

    Statements(EvidenceDatabases databases, Generations generations, Commands commands, Outbox outbox) {
        this.databases = databases;
        this.generations = generations;
        this.commands = commands;
        this.outbox = outbox;
    }

    /** States what an erasure that was carried out shredded; the statement is on its way if the caller's transaction holds. */
    void state(String site, LogId log, long erasure) {
        databases.of(log).read(connection -> shredded(connection, log, erasure)).ifPresent(shredded -> {
            Generation generation = generations.numbered(log.generation()).orElseThrow();
            SubjectCommand statement = commands.stating(site, log, generation.partitions(), shredded);
            outbox.put(EventCodec.toLogRecord(statement, EventCodec.write(statement), "/" + Taking.HOLDER, generation));
        });
    }

    private static Optional<Shredded> shredded(Connection connection, LogId log, long erasure) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SHREDDED)) {
            select.setInt(1, log.number());
            select.setLong(2, erasure);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Shredded(
                                erasure, List.of((Long[]) row.getArray(1).getArray()), row.getInt(2)))
                        : Optional.empty();
            }
        }
    }
}
