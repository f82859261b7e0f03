package dev.assent.ledger.ingest;

import dev.assent.events.Generation;
import dev.assent.ledger.checkpoint.ForkException;
import dev.assent.ledger.checkpoint.Keyring;
import dev.assent.ledger.checkpoint.Seen;
import dev.assent.ledger.checkpoint.Signing;
import dev.assent.ledger.checkpoint.Signing.LogSigner;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.FrozenLogs;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes over a log: where it stands, and whether topic, tree and last checkpoint still belong together. */
@ApplicationScoped
class Opening {

    private final EvidenceDatabases databases;
    private final Signing signing;
    private final Keyring keyring;
    private final LedgerConfig config;
    private final Generations generations;

    Opening(
            EvidenceDatabases databases,
            Signing signing,
            Keyring keyring,
            LedgerConfig config,
            Generations generations) {
        this.databases = databases;
        this.signing = signing;
        this.keyring = keyring;
        this.config = config;
        this.generations = generations;
    }

    /** The offsets that a partition has, the end exclusive. */
    record Offsets(long begin, long end) {}

    /**
     * Opens a log.
     *
     * @param generation the log's generation
     * @param topic what the cluster says of its topic now
     * @param offsets what the partition has now
     * @param seen the log's checkpoints that are known outside the database
     * @throws LogStoppedException if they do not belong together
     * @throws ForkException if what was signed can never be reached again
     */
    OwnedLog open(LogId id, Generation generation, SourceTopic.Described topic, Offsets offsets, List<Seen> seen) {
        String origin = config.origin() + "/" + id.name();
        databases.astray(id).ifPresent(other -> {
            throw new LogStoppedException("the log is in database %s, and the settings say %s"
                    .formatted(other.name(), databases.of(id).name()));
        });
        EvidenceDatabase database = databases.of(id);
        StoredLog log =
                database.write(connection -> Logs.open(connection, id, origin, generation.topicName(), topic.id()));
        if (!log.origin().equals(origin)) {
            throw new LogStoppedException("the log was opened with another origin: " + log.origin());
        }
        return database.read(connection -> {
            FrozenLogs.reason(connection, id).ifPresent(reason -> {
                throw new LogStoppedException(StoppedLogs.FROZEN + reason);
            });
            Position position = Logs.position(connection, id);
            KeyChain keys = keyring.take(connection, log);
            LogSigner signer = signing.signerOf(log, keys, seen);
            gone(log, topic, position, offsets).ifPresent(what -> {
                signer.requireAllReached(position.size(), what);
                throw new LogStoppedException(what);
            });
            requireSameTopic(log, topic);
            Edge edge = Edge.of(new StoredTiles(connection, id), position.size());
            if (!Arrays.equals(edge.root(), position.root())) {
                throw new LogStoppedException("the stored tree has another root than its last batch");
            }
            return new OwnedLog(log, signer, position, edge, keys);
        });
    }

    /** What the log has not read and never will. */
    private static Optional<String> gone(
            StoredLog log, SourceTopic.Described topic, Position position, Offsets offsets) {
        if (!log.topicId().equals(topic.id())) {
            return Optional.of(madeAnew(log, topic));
        }
        if (position.offset() < offsets.begin()) {
            return Optional.of("records from offset %d to %d are gone from the topic unread"
                    .formatted(position.offset(), offsets.begin()));
        }
        if (position.offset() > offsets.end()) {
            return Optional.of("the topic ends at offset %d, and the log has taken up to %d"
                    .formatted(offsets.end(), position.offset()));
        }
        return Optional.empty();
    }

    private static String madeAnew(StoredLog log, SourceTopic.Described topic) {
        return "the topic was made anew: its id was %s and is %s".formatted(log.topicId(), topic.id());
    }

    /** Refuses a topic that was made anew under its old name, or that has another number of partitions. */
    void requireSameTopic(StoredLog log, SourceTopic.Described topic) {
        if (!log.topicId().equals(topic.id())) {
            throw new LogStoppedException(madeAnew(log, topic));
        }
        int partitions = generations.partitionsOf(log.id().generation());
        if (topic.partitions() != partitions) {
            throw new LogStoppedException(
                    "the topic has %d partitions, and the settings say %d".formatted(topic.partitions(), partitions));
        }
    }

    /** Writes down that a log must never be signed again. */
    void freeze(LogId id, ForkException fork) {
        databases.of(id).write(connection -> {
            FrozenLogs.freeze(
                    connection, id, String.valueOf(fork.getMessage()), Logs.position(connection, id), fork.note());
            return null;
        });
    }
}
