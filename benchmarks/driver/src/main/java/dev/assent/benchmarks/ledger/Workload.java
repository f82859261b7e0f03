package dev.assent.benchmarks.ledger;

import dev.assent.events.Action;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.Method;
import dev.assent.events.ProducerPosition;
import dev.assent.events.Subject;
import dev.assent.events.Surface;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Choices as consent-api puts them on Kafka, the smallest that there are: one purpose, and no member that may be absent.
 * Every third is of a visitor who was never seen before, the others of visitors drawn evenly from all who were.
 */
final class Workload {

    private static final String HASH = "1".repeat(64);
    private static final int NEW_EVERY = 3;

    private final String bootstrapServers;
    private final int logs;
    private final SplittableRandom random = new SplittableRandom(20261125);
    private final String run = UUID.randomUUID().toString();
    private final long visitorsBegin = System.nanoTime();
    private long sent;
    private long bytes;

    Workload(String bootstrapServers, int logs) {
        this.bootstrapServers = bootstrapServers;
        this.logs = logs;
    }

    /** Puts events on Kafka; returns when it has them. */
    void send(int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5, "batch.size", 65_536);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                ProducerRecord<byte[], byte[]> next = next();
                var _ = producer.send(next);
                bytes += next.value().length;
            }
            producer.flush();
        }
    }

    /** The mean size of an event's JSON. */
    double meanBytes() {
        return sent == 0 ? 0 : bytes / (double) sent;
    }

    private ProducerRecord<byte[], byte[]> next() {
        long visitors = sent / NEW_EVERY + 1;
        long visitor = sent % NEW_EVERY == 0 ? visitors - 1 : random.nextLong(visitors);
        sent++;
        String secret = HexFormat.of()
                .formatHex(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(visitorsBegin)
                        .putLong(visitor)
                        .array());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ChoiceRecorded choice = new ChoiceRecorded(
                eventId(now).toString(),
                "bench",
                Subject.ofSecret("bench", secret).value(),
                now,
                null,
                false,
                now.plus(180, ChronoUnit.DAYS),
                1,
                HASH,
                false,
                null,
                "fr",
                Surface.BANNER,
                Method.CLICK,
                Action.CUSTOM,
                sent,
                new TreeMap<>(Map.of("statistics", Answer.GRANTED)),
                null,
                null,
                null,
                null,
                null,
                Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32)),
                new ProducerPosition(run, sent));
        return EventCodec.toLogRecord(choice, EventCodec.write(choice), "/bench", logs);
    }

    private UUID eventId(Instant now) {
        return new UUID(
                now.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000),
                random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    private byte[] randomBytes(int length) {
        byte[] random = new byte[length];
        this.random.nextBytes(random);
        return random;
    }
}
