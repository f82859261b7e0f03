package dev.assent.ledger.ingest;

import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.MalformedEventException;
import dev.assent.events.MalformedEventException.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record and what its bytes alone make of it. */
sealed interface Reading {

    /** The record as it came. */
    ConsumerRecord<byte[], byte[]> record();

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
