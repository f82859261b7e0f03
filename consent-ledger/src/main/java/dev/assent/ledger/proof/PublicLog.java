package dev.assent.ledger.proof;

import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.checkpoint.Signing;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.TilePath;
import dev.assent.ledger.log.Tree;
import jakarta.enterprise.context.ApplicationScoped;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What everyone may see of the logs: nothing beyond the newest published checkpoint, and nothing about anyone. */
@ApplicationScoped
public class PublicLog {

    private static final short COMMITMENT_LENGTH = 32;

    private final EvidenceDatabase database;
    private final CachedTiles cache;
    private final Signing signing;

    PublicLog(EvidenceDatabase database, CachedTiles cache, Signing signing) {
        this.database = database;
        this.cache = cache;
        this.signing = signing;
    }

    /** A log and its newest published size. */
    record Listed(StoredLog log, long size) {}

    List<Listed> all() {
        return database.read(connection -> {
            List<Listed> listed = new ArrayList<>();
            for (StoredLog log : Logs.all(connection)) {
                Optional<SignedCheckpoint> newest = Checkpoints.newest(connection, log.id());
                listed.add(new Listed(log, newest.map(SignedCheckpoint::size).orElse(0L)));
            }
            return listed;
        });
    }

    String verifierKey(String log) {
        StoredLog stored =
                database.read(connection -> Logs.find(connection, id(log))).orElseThrow(Problem::notFound);
        return signing.verifierKey(stored.origin());
    }

    String checkpoint(String log) {
        return database.read(connection -> newest(connection, id(log))).note();
    }

    byte[] tile(String log, int level, String path) {
        LogId id = id(log);
        return database.read(connection -> {
            TilePath tile = within(level, path, newest(connection, id).size());
            return cache.of(id, new StoredTiles(connection, id)).hashes(level, tile.n(), tile.width());
        });
    }

    /** Entries as tlog-tiles bundles them: each with its length in front. */
    byte[] entries(String log, String path) {
        LogId id = id(log);
        return database.read(connection -> {
            TilePath tile = within(0, path, newest(connection, id).size());
            ByteBuffer bundle = ByteBuffer.allocate(tile.width() * (Short.BYTES + COMMITMENT_LENGTH));
            new StoredTiles(connection, id)
                    .commitments(tile.n(), tile.width())
                    .forEach(commitment -> bundle.putShort(COMMITMENT_LENGTH).put(commitment));
            return bundle.array();
        });
    }

    /** Something of the published tree of a size. */
    <T> T ofTree(String log, long size, Function<Tree, T> answer) {
        LogId id = id(log);
        return database.read(connection -> {
            if (size < 0 || size > newest(connection, id).size()) {
                throw Problem.notFound();
            }
            return answer.apply(tree(connection, id, size));
        });
    }

    /** The tree of a size, over a connection that stays the caller's. */
    public Tree tree(Connection connection, LogId log, long size) {
        return new Tree(cache.of(log, new StoredTiles(connection, log)), size);
    }

    private static TilePath within(int level, String path, long size) {
        return TilePath.parse(path).filter(tile -> tile.within(level, size)).orElseThrow(Problem::notFound);
    }

    private static SignedCheckpoint newest(Connection connection, LogId log) throws SQLException {
        return Checkpoints.newest(connection, log).orElseThrow(Problem::notFound);
    }

    private static LogId id(String log) {
        return LogId.parse(log).orElseThrow(Problem::notFound);
    }
}
