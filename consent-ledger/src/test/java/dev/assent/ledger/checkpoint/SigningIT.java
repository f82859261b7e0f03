package dev.assent.ledger.checkpoint;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.Checkpoints;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.SignedCheckpoint;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.Checkpoint;
import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteSigner;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.SettableClock;
import dev.assent.ledger.witness.Witnesses;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class SigningIT {

    private static final AtomicInteger GENERATIONS = new AtomicInteger(300);

    @Inject
    EvidenceDatabases databases;

    @Inject
    Signing signing;

    @Inject
    CheckpointTopic topic;

    @Inject
    SigningKeys keys;

    @Inject
    Witnesses witnesses;

    @Inject
    LedgerConfig config;

    private StoredLog log;

    @BeforeEach
    void open() {
        LogId id = new LogId(GENERATIONS.incrementAndGet(), 0);
        String origin = "ledger.test/assent/" + id.name();
        log = databases.of(id).write(c -> Logs.open(c, id, origin, "consent.events", UUID.randomUUID()));
    }

    @Test
    void whatIsPublishedIsOnKafkaAndInTheDatabase() {
        Signing.LogSigner signer = signing.signerOf(log, chain(), List.of());
        assertThat(signer.due(0)).isTrue();

        signer.sign(chain());

        SignedCheckpoint published = published().orElseThrow();
        assertThat(published.size()).isZero();
        assertThat(signing.lastSigned(Set.of(log.id()))).containsEntry(log.id(), published.note());
        assertThat(signer.due(0)).isFalse();
    }

    /** Five checkpoints a second at most: those who watch a log must be able to follow. */
    @Test
    void aTreeThatHasJustGrownWaitsForTheInterval() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-22T17:00:00Z"));
        Signing.LogSigner signer =
                new Signing(databases, topic, keys, witnesses, config, clock).signerOf(log, chain(), List.of());
        signer.sign(chain());

        clock.pass(Duration.ofMillis(199));
        assertThat(signer.due(1)).isFalse();

        clock.pass(Duration.ofMillis(1));
        assertThat(signer.due(1)).isTrue();
    }

    @Test
    void aTreeBehindTheLastCheckpointIsNotSignedYet() {
        Signing.LogSigner signer = signing.signerOf(log, chain(), seen(note(LedgerParts.SIGNING_KEY, 5, new byte[32])));

        signer.sign(chain());

        assertThat(published()).isEmpty();
    }

    @Test
    void aTreeThatContradictsTheLastCheckpointIsNeverSigned() {
        Signing.LogSigner signer = signing.signerOf(log, chain(), seen(note(LedgerParts.SIGNING_KEY, 0, new byte[32])));

        assertThatExceptionOfType(ForkException.class).isThrownBy(() -> signer.sign(chain()));
        assertThat(published()).isEmpty();
    }

    @Test
    void aCheckpointOfAnotherKeyStopsTheLog() {
        String foreign = note(Base64.getEncoder().encodeToString(new byte[32]), 0, Hashes.emptyRoot());

        assertThatExceptionOfType(TreeMismatchException.class)
                .isThrownBy(() -> signing.signerOf(log, chain(), seen(foreign)));
    }

    /** A replica that slept may put one more; what the log was signed at since then is not forgotten for it. */
    @Test
    void aLateSmallerCheckpointHidesNoLargerOne() {
        String large = note(LedgerParts.SIGNING_KEY, 7, new byte[32]);
        topic.put(log.id(), large, System.nanoTime());
        topic.put(log.id(), note(LedgerParts.SIGNING_KEY, 5, new byte[32]), System.nanoTime());

        assertThat(signing.lastSigned(Set.of(log.id()))).containsEntry(log.id(), large);
    }

    @Test
    void aTreeThatWasReadLongAgoIsNotPutOnKafka() {
        long before = System.nanoTime() - Duration.ofMinutes(1).toNanos();

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> topic.put(log.id(), note(LedgerParts.SIGNING_KEY, 0, Hashes.emptyRoot()), before));

        assertThat(signing.lastSigned(Set.of(log.id()))).isEmpty();
    }

    private KeyChain chain() {
        return KeyChain.of(new NoteSigner(Base64.getDecoder().decode(LedgerParts.SIGNING_KEY)).key(log.origin()));
    }

    private static List<Seen> seen(String note) {
        return List.of(Seen.onKafka(note));
    }

    private Optional<SignedCheckpoint> published() {
        return databases.of(log.id()).read(connection -> Checkpoints.newest(connection, log.id()));
    }

    private String note(String seed, long size, byte[] root) {
        return new NoteSigner(Base64.getDecoder().decode(seed))
                .sign(log.origin(), new Checkpoint(log.origin(), size, root).text());
    }
}
