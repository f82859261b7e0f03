package dev.assent.notifier;

import dev.assent.events.ConfirmationAsked;
import dev.assent.events.EventCodec;
import dev.assent.events.LogEvent;
import dev.assent.events.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What consent-api would have put on Kafka. */
final class OnKafka {

    private OnKafka() {}

    static void put(ConfirmationAsked asked) {
        send(EventCodec.toRecord(
                Topic.SUBJECT_CONFIRMATIONS, asked.site().getBytes(StandardCharsets.US_ASCII), "/consent-api", asked));
    }

    static void put(LogEvent event) {
        send(EventCodec.toLogRecord(event, EventCodec.write(event), "/consent-api", 1));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", NotifierParts.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the record was not sent", e);
        }
    }
}
