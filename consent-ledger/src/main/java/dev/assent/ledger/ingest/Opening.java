package dev.assent.ledger.ingest;

import dev.assent.ledger.checkpoint.Signing;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Takes over a log: where it stands, and whether topic, tree and last checkpoint still belong together. */
@ApplicationScoped
class Opening {

    private final EvidenceDatabase database;
    private final Signing signing;
    private final LedgerConfig config;

    Opening(EvidenceDatabase database, Signing signing, LedgerConfig config) {
        this.database = database;
        this.signing = signing;
        this.config = config;
    }

    /** The offsets that a partition has, the end exclusive. */
    record Offsets(long begin, long end) {}

    /**
     * Opens a log.
     *
     * @param topic what the cluster says of the topic now
     * @param offsets what the partition has now
     * @param lastNote the log's last checkpoint on Kafka, if any
     * @throws LogStoppedException if they do not belong together
     */
    OwnedLog open(LogId id, SourceTopic.Described topic, Offsets offsets, @Nullable String lastNote) {
        String origin = config.origin() + "/" + id.name();
        StoredLog log = database.write(connection -> Logs.open(connection, id, origin, SourceTopic.NAME, topic.id()));
        requireSameTopic(log, topic);
        if (!log.origin().equals(origin)) {
            throw new LogStoppedException("the log was opened with another origin: " + log.origin());
        }
        return database.read(connection -> {
            Position position = Logs.position(connection, id);
            if (position.offset() < offsets.begin()) {
                throw new LogStoppedException("records from offset %d to %d are gone from the topic unread"
                        .formatted(position.offset(), offsets.begin()));
            }
            if (position.offset() > offsets.end()) {
                throw new LogStoppedException("the topic ends at offset %d, and the log has taken up to %d"
                        .formatted(offsets.end(), position.offset()));
            }
            Edge edge = Edge.of(new StoredTiles(connection, id), position.size());
            if (!Arrays.equals(edge.root(), position.root())) {
                throw new LogStoppedException("the stored tree has another root than its last batch");
            }
            return new OwnedLog(log, signing.signerOf(log, lastNote), position, edge);
        });
    }

    /** Refuses a topic that was made anew under its old name, or that has another number of partitions. */
    void requireSameTopic(StoredLog log, SourceTopic.Described topic) {
        if (!log.topicId().equals(topic.id())) {
            throw new LogStoppedException(
                    "the topic was made anew: its id was %s and is %s".formatted(log.topicId(), topic.id()));
        }
        if (topic.partitions() != config.partitions()) {
            throw new LogStoppedException("the topic has %d partitions, and assent.partitions says %d"
                    .formatted(topic.partitions(), config.partitions()));
        }
    }
}
