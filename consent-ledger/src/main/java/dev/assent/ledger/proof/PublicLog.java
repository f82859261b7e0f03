package dev.assent.ledger.proof;

import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.checkpoint.Keyring;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.Cosignatures;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.FrozenLogs;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.TilePath;
import dev.assent.ledger.log.Tree;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What everyone may see of the logs: nothing beyond the newest published checkpoint, and nothing about anyone. */
@ApplicationScoped
public class PublicLog {

    private static final short COMMITMENT_LENGTH = 32;

    private final EvidenceDatabases databases;
    private final CachedTiles cache;
    private final Keyring keyring;

    PublicLog(EvidenceDatabases databases, CachedTiles cache, Keyring keyring) {
        this.databases = databases;
        this.cache = cache;
        this.keyring = keyring;
    }

    /** A log as it is listed. */
    sealed interface Listed {

        /** The log's id. */
        LogId id();

        /** A log and its newest published size. */
        record There(
                StoredLog log,
                String newestKey,
                long size,
                @Nullable String frozen) implements Listed {
            @Override
            public LogId id() {
                return log.id();
            }
        }

        /** One whose database does not answer. */
        record Away(LogId id) implements Listed {}
    }

    List<Listed> all() {
        EvidenceDatabases.Found found = databases.found();
        Stream<Listed> there = found.logs().stream().map(this::listed);
        Stream<Listed> away = found.silent().stream().map(Listed.Away::new);
        return Stream.concat(there, away)
                .sorted(Comparator.comparingInt(listed -> listed.id().number()))
                .toList();
    }

    private Listed listed(StoredLog log) {
        return databases.of(log.id()).read(connection -> {
            Optional<SignedCheckpoint> newest = Checkpoints.newest(connection, log.id());
            return new Listed.There(
                    log,
                    keyring.of(connection, log).newest().text(),
                    newest.map(SignedCheckpoint::size).orElse(0L),
                    FrozenLogs.reason(connection, log.id()).orElse(null));
        });
    }

    /** The verifier keys of a log, one a line, as {@code vkey} serves them. */
    public String verifierKey(String log) {
        return keys(log).text();
    }

    /** The keys of a log, newest first. */
    LogKeyList keys(String log) {
        LogId id = id(log);
        return databases.of(id).read(connection -> {
            StoredLog stored = Logs.find(connection, id).orElseThrow(Problem::notFound);
            return LogKeyList.of(connection, stored, keyring);
        });
    }

    /** The newest published note, with the cosignatures that it has so far. */
    String checkpoint(String log) {
        LogId id = id(log);
        return databases.of(id).read(connection -> {
            SignedCheckpoint newest = newest(connection, id);
            return newest.note() + Cosignatures.lines(connection, id, newest.size());
        });
    }

    /**
     * The newest note that the named witness, or any, has cosigned. It may be a few entries behind.
     *
     * @throws Problem 404 if there is none
     */
    String cosignedCheckpoint(String log, @Nullable String witness) {
        LogId id = id(log);
        return databases
                .of(id)
                .read(connection -> Cosignatures.newest(connection, id, witness))
                .orElseThrow(Problem::notFound)
                .note();
    }

    byte[] tile(String log, int level, String path) {
        LogId id = id(log);
        return databases.of(id).read(connection -> {
            TilePath tile = within(level, path, newest(connection, id).size());
            return cache.of(id, new StoredTiles(connection, id)).hashes(level, tile.n(), tile.width());
        });
    }

    /** Entries as tlog-tiles bundles them: each with its length in front. */
    byte[] entries(String log, String path) {
        LogId id = id(log);
        return databases.of(id).read(connection -> {
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
        return databases.of(id).read(connection -> {
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
