package dev.assent.ledger.seal;

import dev.assent.ledger.log.LogId;

/**
 * A data key as it is stored: of one subject, site and calendar quarter, in one log.
 *
 * @param log the log whose entries it seals
 * @param number the index of the first entry that it sealed
 * @param site the site's id
 * @param subject the subject in its wire form
 * @param quarter see {@link Quarter}
 * @param kekId which key-encryption key wraps it
 * @param wrapped the key under that key
 */
@SuppressWarnings("ArrayRecordComponent")
public record DataKey(LogId log, long number, String site, String subject, int quarter, String kekId, byte[] wrapped) {}
