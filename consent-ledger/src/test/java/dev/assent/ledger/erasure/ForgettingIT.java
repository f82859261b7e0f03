package dev.assent.ledger.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.SitePublished;
import dev.assent.events.SubjectCommand;
import dev.assent.events.SubjectRequestAnswered;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.events.Topic;
import dev.assent.ledger.evidence.ReceiptKey;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Management;
import dev.assent.ledger.platform.Outsider;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.Response;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

/** What is left of a person, and where, at each step of being forgotten. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
@TestProfile(ForgettingIT.Impatient.class)
@TestSecurity(user = "dpo-smartsupp")
@OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"smartsupp\"]}"))
class ForgettingIT {

    private static final String SITE = "smartsupp";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
    private static Intake intake;

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "assent.ledger.retention.interval", "300ms",
                    "assent.ledger.retention.keys-interval", "300ms",
                    "assent.ledger.requests.poll", "100ms",
                    "assent.ledger.requests.again-after", "300ms",
                    "assent.ledger.requests.alarm-after", "1s",
                    "assent.outbox.interval", "100ms");
        }
    }

    @BeforeAll
    static void open() {
        intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of());
        intake.publish(
                SITE, "https://www.smartsupp.test", null, new SitePublished.Evidence(Period.ofDays(1), "claims"));
        LogContext.getLogContext().getLogger("").addHandler(new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord record) {
                LOGGED.add(record.getLoggerName() + " " + record.getFormattedMessage() + " " + record.getThrown());
            }
        });
    }

    @AfterAll
    static void close() {
        intake.close();
    }

    @BeforeEach
    void ready() {
        await().atMost(PATIENCE)
                .until(() -> given().header("Assent-Subject", Visitor.on(SITE).secret())
                                .get("/v1/sites/smartsupp/consent")
                                .statusCode()
                        == 200);
    }

    @Test
    void afterAnErasureOnlyRestrictedStorageHoldsThePersonAndNothingDoesOnceThePeriodIsOver() throws Exception {
        Visitor visitor = Visitor.on(SITE);
        // The consent ended almost a day ago, and the site keeps proofs for a day.
        ChoiceRecorded granted = kept(inCzech(visitor.chooses(
                1L, Answer.GRANTED, Instant.now().minus(1, ChronoUnit.DAYS).plusSeconds(45))));
        ChoiceRecorded refused =
                kept(inCzech(visitor.chooses(2L, Answer.DENIED, Instant.now().plusSeconds(1000))));
        ChoiceRecorded other = kept(Visitor.on(SITE).chooses(1L, Answer.GRANTED));
        List<Proof> before = List.of(proofOf(granted), proofOf(refused), proofOf(other));
        List<String> telling = List.of(
                visitor.subject().value(),
                visitor.secret(),
                granted.salt(),
                refused.salt(),
                ReceiptKey.ofSalt(granted.salt()).text());

        String counted = "SELECT coalesce(sum(n), 0) FROM statistics.daily WHERE language = 'cs'";
        await().atMost(PATIENCE).until(() -> count(counted) == 2);
        assertThat(exported("ndjson")).contains(telling.getFirst(), granted.eventId(), other.eventId());
        assertThat(exported("csv")).contains(telling.getFirst(), granted.eventId(), other.eventId());

        Response ordered = order(visitor, "keep-proofs", "case-1", "key-1");
        JsonNode done = awaitDone(ordered);

        assertThat(done.at("/details/outcome").asText()).isEqualTo("kept-by-law");
        Response gone = given().get(Visitor.receiptOf(granted));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertVerifies(gone);
        assertVerifies(given().get(Visitor.receiptOf(refused)));
        before.forEach(Proof::assertHolds);
        assertThat(Everywhere.tablesWith(telling)).isEmpty();
        assertThat(statedOf(done.path("entries").get(0)).toString())
                .isEqualTo(shreddedBy(done.path("entries").get(0)));
        assertThat(historyOf(visitor)).isEmpty();
        assertThat(stateOf(visitor)).isEqualTo("none");
        for (String form : List.of("ndjson", "csv")) {
            assertThat(exported(form))
                    .contains(other.eventId())
                    .doesNotContain(telling)
                    .doesNotContain(granted.eventId(), refused.eventId());
        }
        assertThat(count(counted)).isZero();
        assertThat(Everywhere.topicsWith(telling)).isSubsetOf("consent.events", "subject.requests");

        // For the officer: the grant, and not the refusal before which nothing ended.
        String restricted = "/v1/sites/smartsupp/restricted/%s/%d"
                .formatted(
                        done.at("/entries/0/log").asText(),
                        done.at("/entries/0/index").asLong());
        JsonNode opened = JSON.readTree(given().get(restricted).asString());
        List<String> events = new ArrayList<>();
        opened.path("events")
                .forEach(event -> events.add(event.at("/event/eventId").asText()));
        assertThat(events).contains(granted.eventId());
        assertThat(opened.path("events").toString()).contains(visitor.subject().value());
        assertThat(count("SELECT count(*) FROM journal WHERE action = 'restricted.read'"))
                .isPositive();

        await().atMost(Duration.ofMinutes(3))
                .until(() -> given().get(restricted).statusCode() == 404
                        && count("SELECT count(*) FROM restricted.proofs") == 0);
        assertThat(count("SELECT count(*) FROM restricted.cases")).isZero();
        assertThat(Everywhere.tablesWith(telling)).isEmpty();
        before.forEach(Proof::assertHolds);
        assertVerifies(given().get(Visitor.receiptOf(granted)));
        assertThat(LOGGED).noneMatch(line -> telling.stream().anyMatch(line::contains));
        assertThat(Management.get("/q/metrics").asString()).doesNotContain(telling);
        given().get(Visitor.receiptOf(other)).then().statusCode(200);
    }

    @Test
    void beforeThePersonIsErasedEverythingIsWithdrawnAndTheSameOrderTwiceIsOne() throws Exception {
        Visitor visitor = Visitor.on(SITE);
        kept(visitor.chooses(1L, Answer.GRANTED));

        Response first = order(visitor, "erase-all", "case-2", "key-2");
        Response again = order(visitor, "erase-all", "case-2", "key-2");
        Response other = order(visitor, "keep-proofs", "case-2", "key-2");
        JsonNode done = awaitDone(first);

        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(done.at("/details/outcome").asText()).isEqualTo("done");
        List<JsonNode> sent = recordsOf(visitor);
        assertThat(sent.stream()
                        .map(event -> event.path("action").asText()
                                + event.path("command").asText()))
                .containsExactly("custom", "withdraw-all", "erase");
        assertThat(sent.get(1).at("/purposes/statistics").asText()).isEqualTo("denied");
        assertThat(sent.get(1).at("/purposes/necessary").asText()).isEqualTo("exempt");
        assertThat(count("SELECT count(*) FROM journal WHERE action = 'erasure.ordered' AND object_id = 'case-2'"))
                .isOne();
    }

    @Test
    void aRestrictionHidesAPersonFromAllButTheOfficerUntilItIsLifted() {
        Visitor visitor = Visitor.on(SITE);
        kept(visitor.chooses(1L, Answer.GRANTED));
        assertThat(stateOf(visitor)).isEqualTo("recorded");

        awaitDone(restrict(visitor, false));
        assertThat(stateOf(visitor)).isEqualTo("none");
        given().get("/v1/sites/smartsupp/subjects/%s/history"
                        .formatted(visitor.subject().value()))
                .then()
                .body("events.size()", greaterThan(1));
        kept(visitor.chooses(2L, Answer.DENIED));
        assertThat(stateOf(visitor)).isEqualTo("none");
        awaitDone(restrict(visitor, true));

        assertThat(stateOf(visitor)).isEqualTo("recorded");
    }

    @Test
    @TestSecurity(user = "auditor-smartsupp")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"smartsupp\"]}"))
    void anAuditorSeesNothingOfAPersonWhoIsRestricted() {
        Visitor visitor = Visitor.on(SITE);
        ChoiceRecorded choice = kept(visitor.chooses(1L, Answer.GRANTED));
        String history = "/v1/sites/smartsupp/subjects/%s/history"
                .formatted(visitor.subject().value());
        String events =
                "/v1/sites/smartsupp/events?subject=" + visitor.subject().value();
        String event = "/v1/sites/smartsupp/events/" + choice.eventId();
        given().get(history).then().statusCode(200).body("events", hasSize(1));
        given().get(events).then().statusCode(200).body("events", hasSize(1));
        given().get(event).then().statusCode(200);

        intake.ask(Right.RESTRICTION, "restriction-1", visitor.subject());

        assertThat(answerTo("restriction-1").outcome()).isEqualTo(Outcome.DONE);
        given().get(history).then().statusCode(200).body("events", hasSize(0));
        given().get(events).then().statusCode(200).body("events", hasSize(0));
        given().get(event).then().statusCode(404);
    }

    @Test
    void aRequestForAccessIsAnsweredByASealedPackageWhichGoesWhenThePersonIsErased() throws Exception {
        Visitor visitor = Visitor.on(SITE);
        ChoiceRecorded choice = kept(visitor.chooses(1L, Answer.DENIED));
        SubjectRequestIssued access = intake.ask(Right.ACCESS, "access-1", visitor.subject());
        SubjectRequestAnswered answer = answerTo("access-1");

        String path = answer.packageReference().replace("http://ledger.test", "");
        assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
        assertThat(answer.packageHash()).hasSize(64);
        assertThat(Everywhere.tablesWith(List.of(choice.salt()))).isEmpty();
        assertThat(given().get(path).asString()).contains(choice.eventId());
        intake.send(access);
        intake.ask(Right.ACCESS, "access-1", visitor.subject());
        List<SubjectRequestAnswered> both =
                await().atMost(PATIENCE).until(() -> answersTo("access-1"), answers -> answers.size() == 2);

        intake.ask(Right.ERASURE, "erasure-1", visitor.subject());
        assertThat(answerTo("erasure-1").outcome()).isEqualTo(Outcome.DONE);
        both.forEach(one -> given().get(one.packageReference().replace("http://ledger.test", ""))
                .then()
                .statusCode(404));
        assertThat(answersTo("access-1")).hasSize(2);
        intake.ask(Right.ERASURE, "erasure-2", visitor.subject());
        assertThat(answerTo("erasure-2").outcome()).isEqualTo(Outcome.NOTHING_HELD);
    }

    /** A person has a month; a record that cannot be opened must not cost everybody else theirs. */
    @Test
    void aRequestThatCannotBeTakenHoldsUpNobodyElse() throws Exception {
        Visitor held = Visitor.on(SITE);
        Visitor free = Visitor.on(SITE);
        kept(held.chooses(1L, Answer.GRANTED));
        kept(free.chooses(1L, Answer.GRANTED));
        flipABitOfTheKeyOf(held);

        intake.ask(Right.ACCESS, "held-1", held.subject());
        intake.ask(Right.RESTRICTION, "held-2", held.subject());
        intake.ask(Right.ACCESS, "free-1", free.subject());

        assertThat(answerTo("free-1").outcome()).isEqualTo(Outcome.DONE);
        await().atMost(PATIENCE).until(() -> waiting() == 2 && wellness().equals("DOWN"));
        assertThat(answersTo("held-1")).isEmpty();
        assertThat(answersTo("held-2")).isEmpty();
        assertThat(Everywhere.tablesWith(List.of(held.subject().value()))).allMatch(table -> table.startsWith("keys."));

        flipABitOfTheKeyOf(held);
        assertThat(answerTo("held-1").outcome()).isEqualTo(Outcome.DONE);
        assertThat(answerTo("held-2").outcome()).isEqualTo(Outcome.DONE);
        await().atMost(PATIENCE).until(() -> waiting() == 0 && wellness().equals("UP"));
    }

    @Test
    void whatTheLedgerDoesNotUnderstandIsNotAnsweredAsNothingHeld() {
        intake.send(issued(
                Right.ERASURE,
                "unknown-1",
                null,
                new SubjectRequestIssued.Identifier("subject", "not-a-subject"),
                new SubjectRequestIssued.Identifier("customer-number", "4711")));

        assertThat(answerTo("unknown-1").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aRequestThatComesAgainAfterItWasCarriedOutIsCarriedOutAgain() {
        Visitor visitor = Visitor.on(SITE);
        kept(visitor.chooses(1L, Answer.GRANTED));
        SubjectRequestIssued.Identifier subject =
                new SubjectRequestIssued.Identifier("subject", visitor.subject().value());
        for (Boolean lifted : new Boolean[] {null, true, null}) {
            int before = answersTo("again-1").size();
            intake.send(issued(Right.RESTRICTION, "again-1", lifted, subject));
            await().atMost(PATIENCE).until(() -> answersTo("again-1").size() == before + 1);
            assertThat(stateOf(visitor)).isEqualTo(lifted == null ? "none" : "recorded");
        }

        intake.send(issued(Right.ERASURE, "again-2", null, subject));
        assertThat(answerTo("again-2").outcome()).isEqualTo(Outcome.KEPT_BY_LAW);
        kept(visitor.chooses(2L, Answer.GRANTED));
        assertThat(stateOf(visitor)).isEqualTo("recorded");
        intake.send(issued(Right.ERASURE, "again-2", null, subject));
        await().atMost(PATIENCE).until(() -> answersTo("again-2").size() == 2);
        assertThat(answersTo("again-2"))
                .extracting(SubjectRequestAnswered::outcome)
                .containsOnly(Outcome.KEPT_BY_LAW);
        assertThat(stateOf(visitor)).isEqualTo("none");
    }

    private static SubjectRequestIssued issued(
            Right right, String requestId, Boolean lifted, SubjectRequestIssued.Identifier... identifiers) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new SubjectRequestIssued(
                UUID.randomUUID().toString(),
                SITE,
                now,
                requestId,
                "consent-ledger",
                right,
                List.of(identifiers),
                now.plus(7, ChronoUnit.DAYS),
                null,
                null,
                lifted);
    }

    /** Of the wrapped key, so that nothing of theirs opens; twice is never. */
    private static void flipABitOfTheKeyOf(Visitor visitor) throws SQLException {
        try (Connection superuser = LedgerParts.asSuperuser();
                Statement statement = superuser.createStatement()) {
            int keys = statement.executeUpdate(
                    "UPDATE keys.data_keys SET wrapped = set_bit(wrapped, 200, 1 - get_bit(wrapped, 200)) WHERE subject = '"
                            + visitor.subject().value() + "'");
            assertThat(keys).isOne();
        }
    }

    private static double waiting() {
        return Management.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("assent_ledger_requests_waiting "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String wellness() {
        return Management.get("/q/health/well").jsonPath().getString("checks.find { it.name == 'requests' }.status");
    }

    @Test
    void aPackageEndsWithAnErasureThatNoRequestOrdered() {
        Visitor visitor = Visitor.on(SITE);
        kept(visitor.chooses(1L, Answer.GRANTED));
        intake.ask(Right.ACCESS, "access-2", visitor.subject());
        String reference = answerTo("access-2").packageReference();
        String path = reference.replace("http://ledger.test", "");
        String stored = "SELECT count(*) FROM erasure.packages WHERE id = '%s'"
                .formatted(reference.substring(reference.lastIndexOf('/') + 1));
        given().get(path).then().statusCode(200);
        assertThat(count(stored)).isOne();

        intake.send(visitor.command(SubjectCommand.Command.ERASE));

        await().atMost(PATIENCE).until(() -> given().get(path).statusCode() == 404);
        await().atMost(PATIENCE).until(() -> count(stored) == 0);
    }

    @Test
    void theKeysOfAQuarterGoWhenValidityAndEvidencePeriodAreOver() {
        Visitor old = Visitor.on(SITE);
        ChoiceRecorded choice = at(old.chooses(1L, Answer.DENIED), Instant.parse("2020-05-01T00:00:00Z"));

        // Its time may be over before any checkpoint covers it.
        intake.send(choice);
        await().atMost(PATIENCE)
                .until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 410);

        assertVerifies(given().get(Visitor.receiptOf(choice)));
        assertThat(count("SELECT count(*) FROM evidence.entries WHERE kind = 5"))
                .isPositive();
    }

    private static ChoiceRecorded at(ChoiceRecorded c, Instant time) {
        return with(c, time, time.plusSeconds(1), "fr");
    }

    /** Nobody else here chooses in this language. */
    private static ChoiceRecorded inCzech(ChoiceRecorded c) {
        return with(c, c.recordedAt(), c.validUntil(), "cs");
    }

    private static ChoiceRecorded with(ChoiceRecorded c, Instant time, Instant validUntil, String language) {
        return new ChoiceRecorded(
                c.eventId(),
                c.site(),
                c.subject(),
                time,
                null,
                false,
                validUntil,
                1,
                c.noticeHash(),
                false,
                null,
                language,
                c.surface(),
                c.method(),
                c.action(),
                c.sequence(),
                c.purposes(),
                null,
                null,
                null,
                null,
                null,
                c.salt(),
                c.producer());
    }

    private static String exported(String form) {
        return given().get("/v1/sites/smartsupp/export?format=" + form)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Response order(Visitor visitor, String decision, String request, String key) {
        Response ordered = given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"decision\":\"%s\",\"reason\":\"The person asked\",\"request\":\"%s\"}"
                        .formatted(decision, request))
                .post("/v1/sites/smartsupp/subjects/%s/erasures"
                        .formatted(visitor.subject().value()));
        assertThat(ordered.statusCode()).isIn(202, 422);
        return ordered;
    }

    private static Response restrict(Visitor visitor, boolean lifted) {
        Response ordered = given().contentType("application/json")
                .body("{\"lifted\":%s,\"reason\":\"The person contests it\",\"request\":\"case-3\"}".formatted(lifted))
                .post("/v1/sites/smartsupp/subjects/%s/restrictions"
                        .formatted(visitor.subject().value()));
        assertThat(ordered.statusCode()).isEqualTo(202);
        return ordered;
    }

    private static JsonNode awaitDone(Response ordered) {
        String path = ordered.header("Location").replaceFirst("https?://[^/]+", "");
        return await().atMost(PATIENCE)
                .until(() -> JSON.readTree(given().get(path).asString()), state -> state.path("details")
                        .has("outcome"));
    }

    private static ChoiceRecorded kept(ChoiceRecorded choice) {
        intake.send(choice);
        await().atMost(PATIENCE)
                .until(() -> given().get(Visitor.receiptOf(choice)).statusCode() == 200);
        return choice;
    }

    private static String stateOf(Visitor visitor) {
        return given().header("Assent-Subject", visitor.secret())
                .get("/v1/sites/smartsupp/consent")
                .jsonPath()
                .getString("state");
    }

    private static List<Object> historyOf(Visitor visitor) {
        return given().get("/v1/sites/smartsupp/subjects/%s/history"
                        .formatted(visitor.subject().value()))
                .jsonPath()
                .getList("events");
    }

    /** What the log has of a visitor, by what stands on Kafka. */
    private static List<JsonNode> recordsOf(Visitor visitor) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(Topic.CONSENT_EVENTS)) {
            JsonNode event = JSON.readTree(record.value());
            if (event.path("subject").asText().equals(visitor.subject().value())) {
                events.add(event);
            }
        }
        return events;
    }

    /** What the log says, under nobody's subject, of an erasure. */
    private static JsonNode statedOf(JsonNode erasure) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            for (ConsumerRecord<byte[], byte[]> record : records(Topic.CONSENT_EVENTS)) {
                                JsonNode said = JSON.readTree(record.value()).path("shredded");
                                if (said.path("erasure").asLong(-1)
                                                == erasure.path("index").asLong()
                                        && erasure.path("log").asText().equals("1-" + record.partition())) {
                                    return said;
                                }
                            }
                            return MissingNode.getInstance();
                        },
                        said -> !said.isMissingNode());
    }

    /** The same as the rows have it. */
    private static String shreddedBy(JsonNode erasure) throws SQLException {
        int log = (1 << 16) + Integer.parseInt(erasure.path("log").asText().substring(2));
        long index = erasure.path("index").asLong();
        ObjectNode shredded = JSON.createObjectNode().put("erasure", index);
        ArrayNode keys = shredded.putArray("keys");
        try (Connection connection = LedgerParts.asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT key_no FROM evidence.tombstones WHERE log_id = " + log
                        + " AND idx = " + index + " ORDER BY key_no")) {
            while (row.next()) {
                keys.add(row.getInt(1));
            }
        }
        assertThat(keys).isNotEmpty();
        shredded.put("proofs", (int)
                count("SELECT proofs FROM evidence.kept WHERE log_id = " + log + " AND erasure = " + index));
        return shredded.toString();
    }

    private static SubjectRequestAnswered answerTo(String requestId) {
        return await().atMost(PATIENCE)
                .until(() -> answersTo(requestId), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<SubjectRequestAnswered> answersTo(String requestId) {
        List<SubjectRequestAnswered> answers = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(Topic.SUBJECT_RESPONSES)) {
            try {
                if (EventCodec.fromRecord(record) instanceof SubjectRequestAnswered answer
                        && answer.requestId().equals(requestId)) {
                    answers.add(answer);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return answers;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", LedgerParts.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** A proof as it was given once. */
    private record Proof(byte[] commitment, JsonNode receipt) {

        void assertHolds() {
            assertThat(rootOf(receipt, commitment))
                    .isEqualTo(receipt.get("checkpoint").asText().split("\n")[2]);
        }
    }

    private static Proof proofOf(ChoiceRecorded choice) throws Exception {
        JsonNode receipt = JSON.readTree(given().get(Visitor.receiptOf(choice)).asString());
        return new Proof(Base64.getDecoder().decode(receipt.get("commitment").asText()), receipt);
    }

    private static void assertVerifies(Response gone) {
        assertThat(gone.statusCode()).isEqualTo(410);
        try {
            JsonNode problem = JSON.readTree(gone.asString());
            assertThat(problem.has("event")).isFalse();
            assertThat(problem.get("index").isNumber()).isTrue();
            new Proof(Base64.getDecoder().decode(problem.get("commitment").asText()), problem).assertHolds();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rootOf(JsonNode receipt, byte[] commitment) {
        List<String> proof = new ArrayList<>();
        receipt.get("proof").forEach(hash -> proof.add(hash.asText()));
        long size = Long.parseLong(receipt.get("checkpoint").asText().split("\n")[1]);
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            Outsider.root(commitment, receipt.get("index").asLong(), size, proof));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String query) {
        try (Connection connection = LedgerParts.asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
