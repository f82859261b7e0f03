package dev.assent.ledger.checkpoint;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.Checkpoint;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.SignedNote;
import dev.assent.ledger.log.Tree;
import dev.assent.ledger.witness.Witnesses;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signs what the database really holds. The order is: committed, read again, signed, put on Kafka, published; so nothing
 * that was shown can be lost with the database, and nothing is signed that was not stored.
 */
@ApplicationScoped
public class Signing {

    private final EvidenceDatabases databases;
    private final CheckpointTopic topic;
    private final SigningKeys keys;
    private final Witnesses witnesses;
    private final String origin;
    private final Duration interval;
    private final Clock clock;

    Signing(
            EvidenceDatabases databases,
            CheckpointTopic topic,
            SigningKeys keys,
            Witnesses witnesses,
            LedgerConfig config,
            Clock clock) {
        this.databases = databases;
        this.topic = topic;
        this.keys = keys;
        this.witnesses = witnesses;
        this.origin = config.origin();
        this.interval = config.checkpoints().interval();
        this.clock = clock;
    }

    /** The last signed note of each log, from Kafka. */
    public Map<LogId, String> lastSigned(Set<LogId> logs) {
        return topic.last(logs);
    }

    /** What is known of a log outside the database: what Kafka has, and what witnesses hold. Waits for their answers. */
    public List<Seen> seenOutside(LogId log, @Nullable String lastNote) {
        List<Seen> seen = new ArrayList<>();
        if (lastNote != null) {
            seen.add(Seen.onKafka(lastNote));
        }
        witnesses.held(origin + "/" + log.name()).forEach(held -> seen.add(Seen.atWitness(held)));
        return seen;
    }

    /**
     * A signer for a log that was just taken over.
     *
     * @param chain the log's keys, as far as they are stored
     * @param seen the notes of it that are outside the database; nothing is signed until the stored tree extends them all
     * @throws TreeMismatchException if one of them is not one of this log's, signed by one of its keys
     */
    public LogSigner signerOf(StoredLog log, KeyChain chain, List<Seen> seen) {
        List<Earlier> earlier = new ArrayList<>();
        for (Seen one : seen) {
            Optional<Earlier> opened = earlier(log, chain, one);
            if (opened.isEmpty() && !one.byWitness()) {
                throw new TreeMismatchException(
                        "the last checkpoint " + one.where() + " is not one that a key of this log has signed");
            }
            opened.ifPresent(earlier::add);
        }
        return new LogSigner(log, earlier);
    }

    /** A witness may say what it likes: only what a key of this log has signed counts. */
    private Optional<Earlier> earlier(StoredLog log, KeyChain chain, Seen seen) {
        // A database that was set back may not know yet the key that the configuration already has.
        List<NoteKey> known = Stream.concat(chain.keys().stream(), keys.publicKeys(log.origin()).stream())
                .distinct()
                .toList();
        return SignedNote.parse(seen.note())
                .flatMap(note -> note.textSignedBy(known))
                .flatMap(Checkpoint::parse)
                .filter(last -> last.origin().equals(log.origin()))
                .map(last -> new Earlier(seen, last));
    }

    /** What was signed before, and where that is known. */
    private record Earlier(Seen seen, Checkpoint checkpoint) {}

    /** Signs one log. Used by the log's one writer only. */
    public final class LogSigner {

        private final StoredLog log;
        private final List<Earlier> toExtend;
        private long signedSize = -1;
        private long notBefore;
        private long coveredRotation = -1;

        private LogSigner(StoredLog log, List<Earlier> toExtend) {
            this.log = log;
            this.toExtend = toExtend;
        }

        /**
         * To be called where the log will get no more of its old records.
         *
         * @param size how far the stored tree has come
         * @param why what is gone
         * @throws ForkException if more was signed than this
         */
        public void requireAllReached(long size, String why) {
            for (Earlier earlier : toExtend) {
                if (earlier.checkpoint().size() > size) {
                    throw new ForkException(
                            "%d entries were signed (%s), %d are stored, and the rest cannot come: %s"
                                    .formatted(
                                            earlier.checkpoint().size(),
                                            earlier.seen().where(),
                                            size,
                                            why),
                            earlier.seen().note());
                }
            }
        }

        /** Whether the tree has yet to grow to what was signed before. */
        public boolean isBehind() {
            return !toExtend.isEmpty();
        }

        /** Whether a tree of this size waits to be signed, and may be now. */
        public boolean due(long size) {
            return size > signedSize && clock.millis() >= notBefore;
        }

        /**
         * Signs and publishes the stored tree, unless it does not reach the last checkpoint yet.
         *
         * @param chain the log's keys, as far as the log has come
         * @throws TreeMismatchException if the stored tree contradicts its batch
         * @throws ForkException if it contradicts what was signed before
         * @throws SigningKeyMissingException if the configuration does not have the key
         */
        public void sign(KeyChain chain) {
            notBefore = clock.millis() + interval.toMillis();
            witnesses
                    .contradiction(log.id())
                    .flatMap(held -> earlier(log, chain, Seen.atWitness(held)))
                    .ifPresent(toExtend::add);
            long read = System.nanoTime();
            @Nullable
            Note note = databases.of(log.id()).read(connection -> {
                Position stored = Logs.position(connection, log.id());
                StoredTiles tiles = new StoredTiles(connection, log.id());
                if (!Arrays.equals(Edge.of(tiles, stored.size()).root(), stored.root())) {
                    throw new TreeMismatchException("the stored tree has another root than its last batch");
                }
                return extendsLast(tiles, stored)
                        ? note(connection, chain, new Checkpoint(log.origin(), stored.size(), stored.root()))
                        : null;
            });
            if (note == null) {
                return;
            }
            Checkpoint checkpoint = note.checkpoint();
            topic.put(log.id(), note.text(), read);
            databases.of(log.id()).write(connection -> {
                Checkpoints.publish(
                        connection,
                        log.id(),
                        new SignedCheckpoint(checkpoint.size(), checkpoint.root(), note.text(), clock.instant()));
                return null;
            });
            signedSize = checkpoint.size();
            witnesses.offer(log, checkpoint.size(), note.text());
            coveredRotation = chain.at(checkpoint.size()).getFirst().since();
        }

        private record Note(Checkpoint checkpoint, String text) {}

        /** The first tree that holds a rotation is signed by the old key too; so whoever knows only that one sees it end. */
        private Note note(Connection connection, KeyChain chain, Checkpoint checkpoint) throws SQLException {
            List<KeyChain.Link> links = chain.at(checkpoint.size());
            KeyChain.Link newest = links.getFirst();
            boolean both = links.size() > 1
                    && coveredRotation != newest.since()
                    && Checkpoints.covering(connection, log.id(), newest.since())
                            .isEmpty();
            StringBuilder note = new StringBuilder(checkpoint.text()).append('\n');
            for (KeyChain.Link link : both ? links : List.of(newest)) {
                note.append(keys.of(link.key()).line(log.origin(), checkpoint.text()));
            }
            return new Note(checkpoint, note.toString());
        }

        private boolean extendsLast(StoredTiles tiles, Position stored) {
            toExtend.removeIf(earlier -> {
                Checkpoint last = earlier.checkpoint();
                if (stored.size() < last.size()) {
                    return false;
                }
                if (!Arrays.equals(new Tree(tiles, last.size()).root(), last.root())) {
                    throw new ForkException(
                            "the stored tree does not extend the checkpoint over %d entries (%s)"
                                    .formatted(last.size(), earlier.seen().where()),
                            earlier.seen().note());
                }
                return true;
            });
            return toExtend.isEmpty();
        }
    }
}
