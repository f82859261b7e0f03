package dev.assent.ledger.checkpoint;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.Checkpoint;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteSigner;
import dev.assent.ledger.log.Tree;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Signs what the database really holds. The order is: committed, read again, signed, put on Kafka, published; so nothing
 * that was shown can be lost with the database, and nothing is signed that was not stored.
 */
@ApplicationScoped
public class Signing {

    private final EvidenceDatabase database;
    private final CheckpointTopic topic;
    private final NoteSigner signer;
    private final Duration interval;
    private final Clock clock;

    Signing(EvidenceDatabase database, CheckpointTopic topic, LedgerConfig config, Clock clock) {
        this.database = database;
        this.topic = topic;
        this.signer = new NoteSigner(Base64.getDecoder().decode(config.signingKey()));
        this.interval = config.checkpoints().interval();
        this.clock = clock;
    }

    /** The key that whoever verifies a log pins. */
    public String verifierKey(String origin) {
        return signer.verifierKey(origin);
    }

    /** The last signed note of each log, from Kafka. */
    public Map<LogId, String> lastSigned(Set<LogId> logs) {
        return topic.last(logs);
    }

    /**
     * A signer for a log that was just taken over.
     *
     * @param lastNote the last note that Kafka holds for it; nothing is signed until the stored tree extends it
     * @throws TreeMismatchException if that note is not one of this log's, signed by this key
     */
    public LogSigner signerOf(StoredLog log, @Nullable String lastNote) {
        if (lastNote == null) {
            return new LogSigner(log, null);
        }
        return new LogSigner(
                log,
                signer.open(log.origin(), lastNote)
                        .flatMap(Checkpoint::parse)
                        .filter(last -> last.origin().equals(log.origin()))
                        .orElseThrow(() -> new TreeMismatchException(
                                "the last checkpoint on Kafka is not one that this key signed for this log")));
    }

    /** Signs one log. Used by the log's one writer only. */
    public final class LogSigner {

        private final StoredLog log;
        private @Nullable Checkpoint toExtend;
        private long signedSize = -1;
        private long notBefore;

        private LogSigner(StoredLog log, @Nullable Checkpoint toExtend) {
            this.log = log;
            this.toExtend = toExtend;
        }

        /** Whether a tree of this size waits to be signed, and may be now. */
        public boolean due(long size) {
            return size > signedSize && clock.millis() >= notBefore;
        }

        /**
         * Signs and publishes the stored tree, unless it does not reach the last checkpoint yet.
         *
         * @throws TreeMismatchException if the stored tree contradicts its batch or the last checkpoint
         */
        public void sign() {
            notBefore = clock.millis() + interval.toMillis();
            @Nullable
            Checkpoint checkpoint = database.read(connection -> {
                Position stored = Logs.position(connection, log.id());
                StoredTiles tiles = new StoredTiles(connection, log.id());
                if (!Arrays.equals(Edge.of(tiles, stored.size()).root(), stored.root())) {
                    throw new TreeMismatchException("the stored tree has another root than its last batch");
                }
                return extendsLast(tiles, stored) ? new Checkpoint(log.origin(), stored.size(), stored.root()) : null;
            });
            if (checkpoint == null) {
                return;
            }
            String note = signer.sign(log.origin(), checkpoint.text());
            topic.put(log.id(), note);
            database.write(connection -> {
                Checkpoints.publish(
                        connection,
                        log.id(),
                        new SignedCheckpoint(checkpoint.size(), checkpoint.root(), note, clock.instant()));
                return null;
            });
            signedSize = checkpoint.size();
        }

        private boolean extendsLast(StoredTiles tiles, Position stored) {
            Checkpoint last = toExtend;
            if (last == null) {
                return true;
            }
            if (stored.size() < last.size()) {
                return false;
            }
            if (!Arrays.equals(new Tree(tiles, last.size()).root(), last.root())) {
                throw new TreeMismatchException(
                        "the stored tree does not extend the checkpoint of size " + last.size() + " on Kafka");
            }
            toExtend = null;
            return true;
        }
    }
}
