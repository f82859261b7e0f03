package dev.assent.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Commitment;
import dev.assent.events.EventCodec;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Outsider;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
class AppendingIT {

    private static final String ENTRIES_OF = "SELECT count(*) FROM evidence.entries WHERE event_id = ANY (?)";
    private static final JsonMapper JSON = new JsonMapper();
    private static Intake intake;

    @BeforeAll
    static void open() {
        intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of());
        intake.publish("smartsupp", "https://www.smartsupp.test");
    }

    @AfterAll
    static void close() {
        intake.close();
    }

    @Test
    void everyChoiceHasOneEntryAndAReceiptThatVerifies() throws Exception {
        List<ChoiceRecorded> choices = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);
            choices.add(choice);
            var _ = intake.producer().send(Visitor.recordOf(choice));
        }
        intake.producer().flush();

        // More than a full tile in each log; one receipt in ten is enough to see it.
        for (int i = 0; i < choices.size(); i += 10) {
            ChoiceRecorded choice = choices.get(i);
            JsonNode receipt = receiptOf(choice);
            byte[] event = Base64.getDecoder().decode(receipt.get("event").asText());
            assertThat(event).isEqualTo(EventCodec.write(choice));
            assertVerifies(receipt, Commitment.of(event));
        }
        UUID[] ids = choices.stream().map(c -> UUID.fromString(c.eventId())).toArray(UUID[]::new);
        await().until(() -> count(ENTRIES_OF, (Object) ids) >= ids.length);
        assertThat(count(ENTRIES_OF, (Object) ids)).isEqualTo(ids.length);
        assertBatchesAddUp();
    }

    @Test
    void aChoiceThatComesAtOnceWithAnErasureIsKeptUnderAKeyOfItsOwn() throws Exception {
        List<Visitor> visitors =
                Stream.generate(() -> Visitor.on("smartsupp")).limit(20).toList();
        List<ChoiceRecorded> before = new ArrayList<>();
        for (Visitor visitor : visitors) {
            before.add(visitor.chooses(1L, Answer.GRANTED));
            intake.send(before.getLast());
        }
        for (ChoiceRecorded choice : before) {
            receiptOf(choice);
        }
        List<ChoiceRecorded> after = new ArrayList<>();
        for (Visitor visitor : visitors) {
            after.add(visitor.chooses(2L, Answer.DENIED));
            var _ = intake.producer().send(Visitor.recordOf(visitor.command(SubjectCommand.Command.ERASE)));
            var _ = intake.producer().send(Visitor.recordOf(after.getLast()));
        }
        intake.producer().flush();

        for (ChoiceRecorded choice : after) {
            assertVerifies(receiptOf(choice), Commitment.of(EventCodec.write(choice)));
        }
        assertThat(before).allSatisfy(choice -> assertThat(
                        given().get(Visitor.receiptOf(choice)).statusCode())
                .isEqualTo(410));
        assertBatchesAddUp();
    }

    @Test
    void aReceiptIsThereWithinASecond() {
        receiptOf(chosen(Visitor.on("smartsupp"), 1L, Answer.DENIED));
        Duration fastest = Duration.ofDays(1);

        // The fastest of several: the machine that runs this may be busy with other things for a moment.
        for (int i = 0; i < 8; i++) {
            ChoiceRecorded choice = chosen(Visitor.on("smartsupp"), 1L, Answer.GRANTED);
            Instant accepted = Instant.now();
            receiptOf(choice);
            Duration taken = Duration.between(accepted, Instant.now());
            fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        }

        assertThat(fastest).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aRecordThatComesAgainIsADuplicate() {
        ChoiceRecorded choice = Visitor.on("smartsupp").chooses(1L, Answer.GRANTED);

        intake.send(choice);
        intake.send(choice);
        receiptOf(choice);
        intake.send(choice);
        receiptOf(chosen(new Visitor("smartsupp", sameLog(choice)), null, Answer.DENIED));

        assertThat(count("SELECT count(*) FROM evidence.entries WHERE event_id = ?", UUID.fromString(choice.eventId())))
                .isOne();
        assertThat(count("SELECT sum(duplicates) FROM evidence.batches")).isGreaterThanOrEqualTo(2);
        assertBatchesAddUp();
    }

    @Test
    void whatCannotBeAnEntryIsADeadLetterAndTheLogGoesOn() {
        Visitor visitor = Visitor.on("smartsupp");
        ProducerRecord<byte[], byte[]> good = Visitor.recordOf(visitor.chooses(1L, Answer.GRANTED));
        int wrong = (good.partition() + 1) % LedgerParts.LOGS;
        intake.send(new ProducerRecord<>(good.topic(), good.partition(), good.key(), new byte[] {1, 2}));
        intake.send(new ProducerRecord<>(good.topic(), good.partition(), good.key(), null));
        intake.send(new ProducerRecord<>(good.topic(), good.partition(), good.key(), good.value()));
        intake.send(new ProducerRecord<>(good.topic(), wrong, good.key(), good.value(), good.headers()));
        intake.send(new ProducerRecord<>(good.topic(), good.partition(), new byte[] {1}, good.value(), good.headers()));

        receiptOf(chosen(visitor, 2L, Answer.DENIED));

        await().untilAsserted(() -> {
            for (String reason : List.of("NOT_JSON", "NULL_VALUE", "MISSING_HEADER", "WRONG_PARTITION", "WRONG_KEY")) {
                assertThat(count("SELECT count(*) FROM evidence.dead_letters WHERE reason = ?", reason))
                        .as(reason)
                        .isPositive();
            }
        });
        assertBatchesAddUp();
    }

    @Test
    void theEndOfATransactionIsAGapThatIsExplained() {
        Visitor visitor = Visitor.on("smartsupp");
        try (Intake transactional =
                new Intake(LedgerParts.kafka().bootstrapServers(), Map.of("transactional.id", "test"))) {
            transactional.producer().initTransactions();
            transactional.producer().beginTransaction();
            transactional.send(visitor.chooses(1L, Answer.GRANTED));
            transactional.producer().commitTransaction();
        }

        // The end of a transaction is written after the commit has returned, so that some choices may overtake it.
        await().until(() -> {
            receiptOf(chosen(visitor, null, Answer.DENIED));
            return count("SELECT sum(gaps) FROM evidence.batches") > 0;
        });

        assertThat(count("SELECT sum(offset_to - offset_from) FROM evidence.gaps WHERE reason = 'control-records'"))
                .isEqualTo(count("SELECT sum(gaps) FROM evidence.batches"));
        assertBatchesAddUp();
    }

    @Test
    void aChoiceThatArrivesLateIsKeptAndDoesNotTakeEffect() {
        Visitor visitor = Visitor.on("smartsupp");
        receiptOf(chosen(visitor, 2L, Answer.DENIED));
        receiptOf(chosen(visitor, 1L, Answer.GRANTED));

        Response state = consentOf(visitor);

        assertThat(state.statusCode()).isEqualTo(200);
        assertThat(state.jsonPath().getString("state")).isEqualTo("recorded");
        assertThat(state.jsonPath().getString("choices.statistics")).isEqualTo("denied");
        assertThat(state.jsonPath().getLong("sequence")).isEqualTo(2);
        given().get(state.jsonPath().getString("receipt").replace("http://ledger.test", ""))
                .then()
                .statusCode(200);

        receiptOf(chosen(visitor, null, Answer.GRANTED));
        assertThat(consentOf(visitor).jsonPath().getString("choices.statistics"))
                .isEqualTo("granted");
    }

    @Test
    void importedAndPendingChoicesAreHeldAgainstWhatIsStored() {
        Visitor visitor = Visitor.on("smartsupp");
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        // Each in a batch of its own, so that what decides comes from the database.
        kept(visitor.imports(march, Answer.GRANTED));
        kept(visitor.imports(march.minusSeconds(1), Answer.DENIED));
        assertThat(consentOf(visitor).jsonPath().getString("choices.statistics"))
                .isEqualTo("granted");
        kept(visitor.imports(march.plusSeconds(1), Answer.DENIED));
        kept(visitor.chooses(null, Answer.PENDING));
        assertThat(consentOf(visitor).jsonPath().getString("choices.statistics"))
                .isEqualTo("denied");
        kept(visitor.chooses(null, Answer.GRANTED));
        kept(visitor.chooses(null, Answer.PENDING));
        kept(visitor.imports(Instant.now(), Answer.DENIED));

        Response state = consentOf(visitor);

        assertThat(state.jsonPath().getString("choices.statistics")).isEqualTo("granted");
        assertThat(kindsOf(visitor)).isEqualTo("1,2,1,2,1,2,2");
    }

    @Test
    void whatIsDecidedWithinABatchIsWhatWouldBeDecidedOverSeveral() {
        Visitor visitor = Visitor.on("smartsupp");
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        List<ChoiceRecorded> choices = List.of(
                visitor.imports(march, Answer.GRANTED),
                visitor.imports(march.minusSeconds(1), Answer.DENIED),
                visitor.imports(march.plusSeconds(1), Answer.DENIED),
                visitor.chooses(null, Answer.PENDING),
                visitor.chooses(null, Answer.GRANTED),
                visitor.chooses(null, Answer.PENDING),
                visitor.imports(Instant.now(), Answer.DENIED));
        for (ChoiceRecorded choice : choices) {
            var _ = intake.producer().send(Visitor.recordOf(choice));
        }
        intake.producer().flush();
        receiptOf(choices.getLast());

        assertThat(kindsOf(visitor)).isEqualTo("1,2,1,2,1,2,2");
    }

    @Test
    void aChoiceEndsByItself() {
        Visitor visitor = Visitor.on("smartsupp");
        assertThat(consentOf(visitor).jsonPath().getString("state")).isEqualTo("none");
        ChoiceRecorded choice =
                visitor.chooses(1L, Answer.GRANTED, Instant.now().minusSeconds(1));
        intake.send(choice);
        receiptOf(choice);

        assertThat(consentOf(visitor).jsonPath().getString("state")).isEqualTo("expired");
    }

    @Test
    void anErasureShredsTheEventAndKeepsTheProof() throws Exception {
        Visitor visitor = Visitor.on("smartsupp");
        ChoiceRecorded choice = chosen(visitor, 1L, Answer.GRANTED);
        receiptOf(choice);
        SubjectCommand erase = visitor.command(SubjectCommand.Command.ERASE);
        intake.send(erase);
        await().until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 410);

        JsonNode gone = JSON.readTree(given().get(Visitor.receiptOf(choice)).asString());

        assertThat(gone.get("type").asText()).isEqualTo("urn:assent:problem:erased");
        assertThat(gone.has("event")).isFalse();
        assertVerifies(gone, Base64.getDecoder().decode(gone.get("commitment").asText()));
        assertThat(consentOf(visitor).jsonPath().getString("state")).isEqualTo("none");
        assertThat(count(
                        "SELECT count(*) FROM keys.data_keys WHERE subject = ?",
                        visitor.subject().value()))
                .isZero();
        assertThat(count(
                        "SELECT count(*) FROM evidence.tombstones t JOIN evidence.entries e USING (log_id, key_no)"
                                + " WHERE e.event_id = ?",
                        UUID.fromString(choice.eventId())))
                .isOne();

        intake.send(choice);
        receiptOf(chosen(visitor, 1L, Answer.DENIED));
        assertThat(consentOf(visitor).jsonPath().getString("choices.statistics"))
                .isEqualTo("denied");
    }

    private static void kept(ChoiceRecorded choice) {
        intake.send(choice);
        receiptOf(choice);
    }

    /** The kinds of a visitor's entries, in the log's order. */
    private static String kindsOf(Visitor visitor) {
        try (Connection connection = LedgerParts.asService();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT string_agg(e.kind::text, ',' ORDER BY e.idx) FROM evidence.entries e
                        JOIN keys.data_keys k USING (log_id, key_no) WHERE k.subject = ?""")) {
            select.setString(1, visitor.subject().value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChoiceRecorded chosen(Visitor visitor, Long sequence, Answer answer) {
        ChoiceRecorded choice = visitor.chooses(sequence, answer);
        intake.send(choice);
        return choice;
    }

    /** The secret of another browser whose log is the choice's. */
    private static String sameLog(ChoiceRecorded choice) {
        int partition = Visitor.recordOf(choice).partition();
        Visitor other = Visitor.on("smartsupp");
        while (other.partition() != partition) {
            other = Visitor.on("smartsupp");
        }
        return other.secret();
    }

    private static JsonNode receiptOf(ChoiceRecorded choice) {
        Response answer = await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> given().get(Visitor.receiptOf(choice)), got -> got.statusCode() == 200);
        try {
            return JSON.readTree(answer.asString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response consentOf(Visitor visitor) {
        return given().header("Assent-Subject", visitor.secret()).get("/v1/sites/smartsupp/consent");
    }

    private static void assertVerifies(JsonNode receipt, byte[] commitment) throws Exception {
        List<String> proof = new ArrayList<>();
        receipt.get("proof").forEach(hash -> proof.add(hash.asText()));
        String[] note = receipt.get("checkpoint").asText().split("\n");
        assertThat(note[0]).isEqualTo("ledger.test/assent/" + receipt.get("log").asText());
        byte[] root = Outsider.root(commitment, receipt.get("index").asLong(), Long.parseLong(note[1]), proof);
        assertThat(Base64.getEncoder().encodeToString(root)).isEqualTo(note[2]);
    }

    private static void assertBatchesAddUp() {
        assertThat(count("""
                        SELECT count(*) FROM (
                            SELECT offset_from, size_before,
                                   lag(offset_to, 1, 0::bigint) OVER w AS offset_expected,
                                   lag(size_after, 1, 0::bigint) OVER w AS size_expected
                            FROM evidence.batches WINDOW w AS (PARTITION BY log_id ORDER BY offset_from)) AS chain
                        WHERE offset_from <> offset_expected OR size_before <> size_expected""")).isZero();
    }

    private static long count(String query, Object... parameters) {
        try (Connection connection = LedgerParts.asService();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                Object parameter = parameters[i];
                select.setObject(
                        i + 1, parameter instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : parameter);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
