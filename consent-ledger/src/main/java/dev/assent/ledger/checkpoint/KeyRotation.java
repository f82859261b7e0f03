package dev.assent.ledger.checkpoint;

import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.LogKeyRotated;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.config.OwnRun;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.NoteKey;
import dev.assent.ledger.log.NoteSigner;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for another signing key, by the way that everything takes into a log: through its partition. The log's one writer
 * makes the entry.
 */
@ApplicationScoped
public class KeyRotation {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final int SALT_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SigningKeys keys;
    private final LedgerKafka kafka;
    private final LedgerConfig config;
    private final Generations generations;
    private final OwnRun run;
    private final Clock clock;

    KeyRotation(
            SigningKeys keys,
            LedgerKafka kafka,
            LedgerConfig config,
            Generations generations,
            OwnRun run,
            Clock clock) {
        this.run = run;
        this.keys = keys;
        this.kafka = kafka;
        this.config = config;
        this.generations = generations;
        this.clock = clock;
    }

    /** Whether a log is still signed with another key than the current one. */
    public boolean due(StoredLog log, KeyChain chain) {
        return !chain.newest().equals(keys.current().key(log.origin()));
    }

    /**
     * Puts the rotation on Kafka and waits until it is there.
     *
     * @throws SigningKeyMissingException if the configuration does not have the old key
     * @throws KafkaException if Kafka does not take it
     */
    public synchronized void send(StoredLog log, KeyChain chain) {
        NoteKey oldKey = chain.newest();
        LogKeyRotated rotation = rotation(log, keys.of(oldKey), keys.current());
        ProducerRecord<byte[], byte[]> record = EventCodec.toLogRecord(
                rotation,
                EventCodec.write(rotation),
                "/consent-ledger",
                new Generation(
                        log.id().generation(), generations.partitionsOf(log.id().generation())));
        try {
            kafka.producer().send(record).get(config.checkpoints().timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the rotation of log " + log.id() + " was not taken", e);
        }
        LOG.infof("key rotation sent: log=%s old=%s new=%s", log.id(), oldKey, rotation.newKey());
    }

    private LogKeyRotated rotation(StoredLog log, NoteSigner oldKey, NoteSigner newKey) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String eventId = timeOrdered(now).toString();
        String from = oldKey.key(log.origin()).text();
        String to = newKey.key(log.origin()).text();
        byte[] statement = LogKeyRotated.statement(eventId, from, to);
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return new LogKeyRotated(
                eventId,
                log.id().name(),
                now,
                from,
                to,
                Base64.getEncoder().encodeToString(oldKey.signature(statement)),
                Base64.getEncoder().encodeToString(newKey.signature(statement)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(salt),
                run.next());
    }

    /** A UUID of version 7: 48 bits of time, the rest random. */
    private static UUID timeOrdered(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextLong() & 0x0fffL);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
