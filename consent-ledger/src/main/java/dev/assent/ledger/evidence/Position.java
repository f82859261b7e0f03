package dev.assent.ledger.evidence;

import org.jspecify.annotations.Nullable;

/**
 * How far a log has come.
 *
 * @param offset the first offset of Kafka that it has not taken
 * @param leaderEpoch the epoch of the last record before it, if that had one
 * @param size the number of its entries
 * @param root the tree's root at that size
 */
@SuppressWarnings("ArrayRecordComponent")
public record Position(long offset, @Nullable Integer leaderEpoch, long size, byte[] root) {}
