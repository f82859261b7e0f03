package dev.assent.ledger;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.PostgresPart;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.SubjectRequestIssued.Decision;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.events.Topic;
import dev.assent.ledger.platform.AnsweringLedger;
import dev.assent.ledger.platform.Directories;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database is set back to a copy of its files while everything else went on. As long as Kafka still has what came since,
 * the log becomes what it was; without that it ends, says so, and a new generation goes on. Nothing is ever signed twice.
 */
class RestoreIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SITE = "smartwork";
    private static final Visitor EARLY = Visitor.on(SITE);
    private static final Visitor VISITOR = inTheLogOf(EARLY);
    private static final Visitor BESIDE = inAnotherLogThan(EARLY);
    private static final String LOG = "1-" + EARLY.partition();
    private static final TopicPartition PARTITION =
            new TopicPartition(Topic.CONSENT_EVENTS.topicName(), EARLY.partition());

    @TempDir
    Path directory;

    private KafkaPart kafka;
    private PostgresPart postgres;
    private Database database;
    private Intake intake;
    private long sequence;

    @Test
    void aDatabaseThatIsSetBackNeverForksItsLog() throws Exception {
        try (KafkaPart broker = KafkaPart.startTemporary(LedgerParts.LOGS);
                PostgresPart server = PostgresPart.start(directory.resolve("postgresql"), 0);
                Intake choices = new Intake(broker.bootstrapServers(), Map.of())) {
            kafka = broker;
            postgres = server;
            intake = choices;
            database = postgres.createDatabase("ledger");
            intake.publish(SITE, "https://www.smartwork.test");

            ChoiceRecorded early = EARLY.chooses(1L, Answer.GRANTED);
            ChoiceRecorded beside = BESIDE.chooses(1L, Answer.DENIED);
            try (AnsweringLedger ledger = start(Map.of())) {
                intake.send(early);
                intake.send(beside);
                choose(29);
                reaches(ledger, 30);
            }
            backUp();
            byte[] tile;
            try (AnsweringLedger ledger = start(Map.of())) {
                choose(20);
                reaches(ledger, 50);
                tile = ledger.bytes("/v1/logs/" + LOG + "/tile/0/000.p/50");
            }

            restore();
            try (AnsweringLedger ledger = start(Map.of())) {
                reaches(ledger, 50);
                assertThat(ledger.bytes("/v1/logs/" + LOG + "/tile/0/000.p/50"))
                        .as("the same tree")
                        .isEqualTo(tile);
                choose(5);
                reaches(ledger, 55);
            }
            Map<Long, String> signed = signed(LOG);
            assertThat(signed).containsKeys(30L, 50L, 55L);

            restore();
            forgetHistory();
            try (AnsweringLedger ledger = start(Map.of())) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.management("/q/health/well"))
                        .contains("\"" + LOG + "\"", "frozen: 55 entries were signed (on Kafka), 30 are stored"));
                choose(1);
                assertThat(ledger.management("/q/metrics"))
                        .containsPattern("assent_ledger_frozen\\{[^}]*log=\"" + LOG + "\"[^}]*\\} 1.0");
                assertThat(ledger.get("/v1/logs").body()).contains("\"frozen\":\"55 entries were signed");
                assertThat(ledger.size(LOG)).as("what it serves").isEqualTo(30);
                assertThat(ledger.get(Visitor.receiptOf(early)).statusCode())
                        .as("an erasure may have been in what is gone")
                        .isEqualTo(503);
            }
            newGeneration(early, beside);
            assertThat(signed(LOG)).as("nothing was signed since").isEqualTo(signed);
        }
    }

    /** It stays frozen, and the new logs go on beside it; both are asked. */
    private void newGeneration(ChoiceRecorded early, ChoiceRecorded beside) throws Exception {
        Generation second = new Generation(2, LedgerParts.LOGS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(second.topicName(), second.partitions(), (short) 1)))
                    .all()
                    .get();
        }
        try (AnsweringLedger ledger =
                start(Map.of("assent.generation", "2", "assent.ledger.earlier-generations.1", "" + LedgerParts.LOGS))) {
            ChoiceRecorded late = VISITOR.chooses(++sequence, Answer.DENIED);
            intake.send(EventCodec.toLogRecord(late, EventCodec.write(late), "/test", second));
            String log = "2-" + VISITOR.partition();
            await().atMost(PATIENCE).until(() -> ledger.size(log) == 1);

            assertThat(consentOf(ledger, VISITOR)).contains(late.eventId(), "\"denied\"", "/v1/receipts/" + log + "/");
            assertThat(consentOf(ledger, EARLY)).contains(early.eventId(), "/v1/receipts/" + LOG + "/");
            assertThat(ledger.get(Visitor.receiptOf(early)).statusCode()).isEqualTo(200);
            assertThat(ledger.management("/q/health/well")).contains("frozen: ");
            assertThat(ledger.size(LOG)).isEqualTo(30);
            restrict(ledger, beside);
            erase(ledger, early, beside);
        }
    }

    /** In a log of the earlier generation that goes on. */
    private void restrict(AnsweringLedger ledger, ChoiceRecorded beside) {
        assertThat(consentOf(ledger, BESIDE)).contains(beside.eventId());

        intake.ask(Right.RESTRICTION, "case-0", BESIDE.subject());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(consentOf(ledger, BESIDE)).doesNotContain(beside.eventId()));
    }

    private static String consentOf(AnsweringLedger ledger, Visitor visitor) {
        return ledger.get("/v1/sites/" + SITE + "/consent", Map.of("Assent-Subject", visitor.secret()))
                .body();
    }

    /** In the log that is frozen, where nothing can be entered, and in one of the same generation that goes on. */
    private void erase(AnsweringLedger ledger, ChoiceRecorded early, ChoiceRecorded beside) throws Exception {
        assertThat(ledger.get(Visitor.receiptOf(beside)).statusCode()).isEqualTo(200);

        intake.ask(Right.ERASURE, Decision.ERASE_ALL, "case-1", EARLY.subject(), BESIDE.subject());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ledger.get(Visitor.receiptOf(early)).statusCode()).isEqualTo(410);
            assertThat(ledger.get(Visitor.receiptOf(beside)).statusCode()).isEqualTo(410);
        });
        assertThat(keysOf(EARLY, BESIDE)).isZero();
        assertThat(ledger.size(LOG)).as("it stays as it was").isEqualTo(30);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.size("1-" + BESIDE.partition()))
                .as("the choice, both orders, and what the erasure shredded")
                .isEqualTo(4));
    }

    private long keysOf(Visitor... visitors) throws SQLException {
        try (Connection connection = postgres.superuser("ledger");
                PreparedStatement select =
                        connection.prepareStatement("SELECT count(*) FROM keys.data_keys WHERE subject = ANY (?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            Stream.of(visitors)
                                    .map(visitor -> visitor.subject().value())
                                    .toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private AnsweringLedger start(Map<String, String> more) {
        return AnsweringLedger.start(directory.resolve("ledger.log"), kafka, database, more);
    }

    private void choose(int choices) {
        for (int i = 0; i < choices; i++) {
            intake.send(VISITOR.chooses(++sequence, Answer.GRANTED));
        }
    }

    private static void reaches(AnsweringLedger ledger, long size) {
        await().atMost(PATIENCE).until(() -> ledger.size(LOG) == size);
    }

    private static Visitor inTheLogOf(Visitor other) {
        return Stream.generate(() -> Visitor.on(SITE))
                .filter(visitor -> visitor.partition() == other.partition())
                .findFirst()
                .orElseThrow();
    }

    private static Visitor inAnotherLogThan(Visitor other) {
        return Stream.generate(() -> Visitor.on(SITE))
                .filter(visitor -> visitor.partition() != other.partition())
                .findFirst()
                .orElseThrow();
    }

    private void backUp() throws IOException {
        postgres.stop();
        Directories.copy(directory.resolve("postgresql/data"), directory.resolve("backup"));
        postgres.start();
    }

    private void restore() throws IOException {
        postgres.stop();
        Directories.delete(directory.resolve("postgresql/data"));
        Directories.copy(directory.resolve("backup"), directory.resolve("postgresql/data"));
        postgres.start();
    }

    private void forgetHistory() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    /** The root that was signed for each size, from all that was ever put on Kafka. */
    private Map<Long, String> signed(String log) {
        Map<Long, String> roots = new HashMap<>();
        for (String note : notes(log)) {
            List<String> lines = note.lines().toList();
            String before = roots.put(Long.parseLong(lines.get(1)), lines.get(2));
            assertThat(before).as("one root for size " + lines.get(1)).isIn(null, lines.get(2));
        }
        return roots;
    }

    private List<String> notes(String log) {
        TopicPartition topic = new TopicPartition(Topic.LEDGER_CHECKPOINTS.topicName(), 0);
        List<String> notes = new ArrayList<>();
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            reader.assign(List.of(topic));
            reader.seekToBeginning(List.of(topic));
            long end = reader.endOffsets(List.of(topic)).get(topic);
            while (reader.position(topic) < end) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(log)) {
                        notes.add(record.value());
                    }
                });
            }
        }
        return notes;
    }
}
