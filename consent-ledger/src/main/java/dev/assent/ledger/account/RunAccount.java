package dev.assent.ledger.account;

import dev.assent.ledger.log.LogId;

import java.time.Instant;

/**
 * The newest that a producer run says of one log.
 *
 * @param run the producer run
 * @param log the log of the partition that it sent to
 * @param recordedAt when it said so
 * @param accepted how many of its records Kafka has acknowledged
 * @param unknown how many Kafka has neither acknowledged nor refused in time
 * @param ended whether it was the run's last word
 * @param logEnd the partition's end when the account was read: a log that has come so far has all that it speaks of
 */
record RunAccount(String run, LogId log, Instant recordedAt, long accepted, long unknown, boolean ended, long logEnd) {

    /** The same counts, whatever the time. */
    boolean saysTheSameAs(RunAccount other) {
        return accepted == other.accepted && unknown == other.unknown && ended == other.ended;
    }
}
