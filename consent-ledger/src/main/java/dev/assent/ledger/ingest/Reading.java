package dev.assent.ledger.ingest;

import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.MalformedEventException;
import dev.assent.events.MalformedEventException.Reason;
import dev.assent.events.SubjectCommand;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record and what its bytes alone make of it. */
sealed interface Reading {

    /** The record as it came. */
    ConsumerRecord<byte[], byte[]> record();

    /** Whether it changes what the log knows of choices beside it, so that it has a batch of its own. */
    default boolean standsAlone() {
        return this instanceof Taken taken
                && taken.event() instanceof SubjectCommand order
                && switch (order.command()) {
                    // What an erased subject chooses next gets a new key, which the old one must have made room for.
                    case ERASE, RESTRICT -> true;
                    case EXPIRE -> order.keys() != null;
                };
    }

    /** Whether it says that keys of other subjects have had their time. */
    default boolean expiresKeys() {
        return this instanceof Taken taken
                && taken.event() instanceof SubjectCommand order
                && order.command() == SubjectCommand.Command.EXPIRE
                && order.keys() != null;
    }

    /** A choice or a command. */
    record Taken(ConsumerRecord<byte[], byte[]> record, LogEvent event) implements Reading {}

    /** No event of this log. */
    record Refused(ConsumerRecord<byte[], byte[]> record, Reason reason) implements Reading {}

    static Reading of(ConsumerRecord<byte[], byte[]> record, int partitions) {
        try {
            return new Taken(record, EventCodec.fromLogRecord(record, partitions));
        } catch (MalformedEventException e) {
            return new Refused(record, e.reason());
        }
    }
}
