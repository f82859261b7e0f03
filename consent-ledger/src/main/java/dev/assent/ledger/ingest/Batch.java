package dev.assent.ledger.ingest;

import dev.assent.events.MalformedEventException.Reason;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.Tile;
import dev.assent.ledger.seal.DataKey;
import dev.assent.ledger.statistics.BatchCounts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;

/**
 * What one transaction adds to a log.
 *
 * @param before where the log stood
 * @param after the tree's edge afterwards
 * @param offsetTo the first offset that is left for the next batch
 * @param leaderEpoch of the last record, if it has one
 * @param entries the new entries
 * @param duplicates how many records were already entries
 * @param deadLetters the records that cannot be entries
 * @param gaps the ranges of offsets that have no record
 * @param tiles the tiles that became full
 * @param keys the new data keys
 * @param orders what its commands do to keys and kept proofs
 * @param counts what it changes in the statistics
 * @param keyChain the log's signing keys afterwards
 */
record Batch(
        Position before,
        Edge after,
        long offsetTo,
        @Nullable Integer leaderEpoch,
        List<Entry> entries,
        long duplicates,
        List<DeadLetter> deadLetters,
        List<Gap> gaps,
        List<Tile> tiles,
        Collection<DataKey> keys,
        Orders orders,
        BatchCounts counts,
        KeyChain keyChain) {

    /** A record that cannot be an entry. */
    record DeadLetter(ConsumerRecord<byte[], byte[]> record, Reason reason) {}

    /** Offsets without a record, the end exclusive. */
    record Gap(long from, long to, String reason) {}

    /** A key to shred, and the entry that ordered it. */
    record Tombstone(long keyNumber, long index) {}

    /** Where the log stands afterwards. */
    Position position() {
        return new Position(offsetTo, leaderEpoch, after.size(), after.root());
    }

    /** How many offsets have no record. */
    long gapWidth() {
        return gaps.stream().mapToLong(gap -> gap.to() - gap.from()).sum();
    }
}
