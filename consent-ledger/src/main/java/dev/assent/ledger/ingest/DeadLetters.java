package dev.assent.ledger.ingest;

import dev.assent.events.Topic;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.ingest.Batch.DeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Copies records that cannot be entries to their own topic, as they came, with the reason beside them. */
@ApplicationScoped
class DeadLetters {

    private final LedgerKafka kafka;
    private final Duration timeout;

    DeadLetters(LedgerKafka kafka, LedgerConfig config) {
        this.kafka = kafka;
        this.timeout = config.checkpoints().timeout();
    }

    /** Waits until Kafka has them all; a batch that fails afterwards copies them once more. */
    void copy(List<DeadLetter> letters) {
        List<Future<RecordMetadata>> sent = letters.stream()
                .map(letter -> kafka.producer().send(copyOf(letter)))
                .toList();
        try {
            for (Future<RecordMetadata> copy : sent) {
                copy.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a dead letter was not taken", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> copyOf(DeadLetter letter) {
        RecordHeaders headers = new RecordHeaders(letter.record().headers());
        headers.add("assent_reason", ascii(letter.reason().name()));
        headers.add("assent_partition", ascii(Integer.toString(letter.record().partition())));
        headers.add("assent_offset", ascii(Long.toString(letter.record().offset())));
        return new ProducerRecord<>(
                Topic.CONSENT_EVENTS_DEAD_LETTERS.topicName(),
                null,
                letter.record().key(),
                letter.record().value(),
                headers);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
