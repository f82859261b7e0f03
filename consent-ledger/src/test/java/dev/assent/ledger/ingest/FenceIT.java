package dev.assent.ledger.ingest;

import dev.assent.events.Answer;
import dev.assent.events.Generation;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Logs;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.evidence.StoredTiles;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteSigner;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class FenceIT {

    private static final AtomicInteger GENERATIONS = new AtomicInteger(100);
    private static final int PARTITION = 2;
    private static final GapRule NO_GAP = (from, to) -> {
        throw new LogStoppedException("no gap is explained here");
    };

    @Inject
    EvidenceDatabases databases;

    @Inject
    LogWriter writer;

    @Inject
    Opening opening;

    private final UUID topicId = UUID.randomUUID();
    private LogId id;
    private StoredLog log;

    @BeforeEach
    void open() {
        id = new LogId(GENERATIONS.incrementAndGet(), PARTITION);
        String origin = "ledger.test/assent/" + id.name();
        log = databases.of(id).write(connection -> Logs.open(connection, id, origin, "consent.events", topicId));
    }

    @Test
    void ofTwoWritersFromOnePlaceTheSecondLosesAndLeavesNothing() {
        Position start = position();
        writer.append(log, start, Edge.empty(), keys(), records(0, 3), NO_GAP);
        Position stored = position();

        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> writer.append(log, start, Edge.empty(), keys(), records(0, 5), NO_GAP))
                .withMessageContaining("does not end at offset 0");

        assertThat(position()).usingRecursiveComparison().isEqualTo(stored);
        assertThat(stored.size()).isEqualTo(3);
    }

    /** The database was set back while the writer had nothing to do, and so never heard of it. */
    @Test
    void aWriterWhoseLogWasSetBackLeavesNoHole() {
        List<ConsumerRecord<byte[], byte[]>> records = records(0, 7);
        writer.append(log, position(), Edge.empty(), keys(), records.subList(0, 5), NO_GAP);
        Position ahead = position();
        Edge edge = databases.of(id).read(c -> Edge.of(new StoredTiles(c, id), 5));
        open();
        writer.append(log, position(), Edge.empty(), keys(), records.subList(0, 3), NO_GAP);

        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> writer.append(log, ahead, edge, keys(), records.subList(5, 7), NO_GAP))
                .withMessageContaining("does not end at offset 5");

        assertThat(position().offset()).isEqualTo(3);
        assertThat(position().size()).isEqualTo(3);
    }

    /** As long as the log, and another log. */
    @Test
    void aWriterWithAnotherTreeWritesNothing() {
        writer.append(log, position(), Edge.empty(), keys(), records(0, 3), NO_GAP);
        Position other = position();
        Edge edge = databases.of(id).read(c -> Edge.of(new StoredTiles(c, id), 3));
        open();
        writer.append(log, position(), Edge.empty(), keys(), records(0, 3), NO_GAP);

        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> writer.append(log, other, edge, keys(), records(3, 1), NO_GAP));

        assertThat(position().size()).isEqualTo(3);
    }

    @Test
    void aBatchThatFailsInTheMiddleLeavesNothingAndGoesWholeTheNextTime() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(records(0, 2));
        records.addAll(records(9, 1));
        Position start = position();

        assertThatExceptionOfType(LogStoppedException.class)
                .isThrownBy(() -> writer.append(log, start, Edge.empty(), keys(), records, NO_GAP));
        assertThat(position().size()).isZero();

        writer.append(log, start, Edge.empty(), keys(), records, (from, to) -> "control-records");
        assertThat(position().size()).isEqualTo(3);
        assertThat(position().offset()).isEqualTo(10);
    }

    @Test
    void theSameRecordsGiveTheSameTreeHoweverTheyAreCut() {
        List<ConsumerRecord<byte[], byte[]>> records = records(0, 600);
        writer.append(log, position(), Edge.empty(), keys(), records, NO_GAP);
        byte[] whole = position().root();

        open();
        for (int from = 0; from < 600; from += 70) {
            Edge edge = databases
                    .of(id)
                    .read(c -> Edge.of(new StoredTiles(c, id), position().size()));
            writer.append(log, position(), edge, keys(), records.subList(from, Math.min(600, from + 70)), NO_GAP);
        }

        assertThat(position().root()).isEqualTo(whole);
        assertThat(position().size()).isEqualTo(600);
    }

    @Test
    void aTopicThatIsNotTheOldOneStopsTheLog() {
        writer.append(log, position(), Edge.empty(), keys(), records(0, 3), NO_GAP);

        assertStops("was made anew", described(UUID.randomUUID(), 4), new Opening.Offsets(0, 3));
        assertStops("has 5 partitions", described(topicId, 5), new Opening.Offsets(0, 3));
        assertStops("gone from the topic", described(topicId, 4), new Opening.Offsets(4, 9));
        assertStops("ends at offset 2", described(topicId, 4), new Opening.Offsets(0, 2));
        assertThat(opening.open(
                                id,
                                new Generation(id.generation(), 4),
                                described(topicId, 4),
                                new Opening.Offsets(0, 3),
                                List.of())
                        .position()
                        .size())
                .isEqualTo(3);
    }

    private void assertStops(String reason, SourceTopic.Described topic, Opening.Offsets offsets) {
        assertThatExceptionOfType(LogStoppedException.class)
                .isThrownBy(() -> opening.open(id, new Generation(id.generation(), 4), topic, offsets, List.of()))
                .withMessageContaining(reason);
    }

    private static SourceTopic.Described described(UUID topicId, int partitions) {
        return new SourceTopic.Described(topicId, partitions);
    }

    private Position position() {
        return databases.of(id).read(connection -> Logs.position(connection, id));
    }

    private KeyChain keys() {
        byte[] seed = Base64.getDecoder().decode(LedgerParts.SIGNING_KEY);
        return KeyChain.of(new NoteSigner(seed).key(log.origin()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(long from, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < count) {
            Visitor visitor = Visitor.on("smartsupp");
            if (visitor.partition() == PARTITION) {
                ProducerRecord<byte[], byte[]> sent = Visitor.recordOf(visitor.chooses(1L, Answer.GRANTED));
                records.add(new ConsumerRecord<>(
                        sent.topic(),
                        PARTITION,
                        from + records.size(),
                        0,
                        TimestampType.CREATE_TIME,
                        sent.key().length,
                        sent.value().length,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.of(1)));
            }
        }
        return records;
    }
}
