package dev.assent.ledger.seal;

import dev.assent.ledger.log.LogId;

import java.time.Instant;

/**
 * The key of what one erasure kept, as it is stored.
 *
 * @param log the log
 * @param erasure the index of the entry that ordered the erasure
 * @param site the site's id
 * @param keepUntil when what it seals has had its time, to the millisecond
 * @param kekId which key-encryption key wraps it
 * @param wrapped the key under that key
 */
@SuppressWarnings("ArrayRecordComponent")
public record CaseKey(LogId log, long erasure, String site, Instant keepUntil, String kekId, byte[] wrapped) {}
