package dev.assent.ledger;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.IntakeAccounted;
import dev.assent.events.Topic;
import dev.assent.ledger.config.OwnRun;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Management;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What producers say that they told their callers, held against what the logs have. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
@TestProfile(AccountsIT.Impatient.class)
class AccountsIT {

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("assent.ledger.accounts.silence", "2s", "assent.ledger.accounts.every", "200ms");
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static Intake intake;

    @Inject
    OwnRun own;

    private final String run = UUID.randomUUID().toString();
    private final Visitor visitor = Visitor.on("smartsupp");

    @BeforeAll
    static void open() {
        intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of());
    }

    @AfterAll
    static void close() {
        intake.close();
    }

    /** Sends so many choices of this test's run; each is another event of one visitor. */
    private void send(int choices) {
        for (int i = 0; i < choices; i++) {
            intake.send(visitor.sentBy(run, i + 1));
        }
    }

    private void account(long accepted, long unknown, boolean ended) {
        account(run, accepted, unknown, ended, null);
    }

    private void account(String run, long accepted, long unknown, boolean ended, @Nullable Integer generation) {
        intake.send(EventCodec.toRecord(
                Topic.INTAKE_ACCOUNTS,
                run.getBytes(StandardCharsets.US_ASCII),
                "/test",
                new IntakeAccounted(
                        UUID.randomUUID().toString(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        run,
                        List.of(new IntakeAccounted.Count(visitor.partition(), accepted, unknown)),
                        ended,
                        generation)));
    }

    private Map<String, Object> awaitState(String state) {
        return awaitState(run, state);
    }

    private static Map<String, Object> awaitState(String run, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> given().get("/v1/accounts").jsonPath().<Map<String, Object>>getList("runs").stream()
                                .filter(line -> run.equals(line.get("run")))
                                .findFirst()
                                .orElse(Map.of()),
                        line -> state.equals(line.get("state")));
    }

    @Test
    @TestSecurity(user = "operator")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"operator\":[\"smartsupp\"]}"))
    void aRunThatEndedAndIsAllThereIsEqual() {
        send(5);
        account(5, 0, true);

        Map<String, Object> line = awaitState("equal");

        assertThat(line)
                .containsEntry("accepted", 5)
                .containsEntry("entries", 5)
                .containsEntry("duplicates", 0);
        assertThat(given().get("/v1/accounts").jsonPath().<Map<String, Object>>getList("logs"))
                .isNotEmpty()
                .allSatisfy(log -> assertThat(log).containsEntry("unexplained", 0));
    }

    /** Its logs are others: nothing is missing from these. */
    @Test
    @TestSecurity(user = "auditor")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"smartsupp\"]}"))
    void anAccountOfAnotherGenerationIsNotHeldAgainstThisOne() {
        String other = UUID.randomUUID().toString();
        account(other, 7, 0, true, 9);
        send(1);
        account(run, 1, 0, true, 1);

        awaitState("equal");

        assertThat(given().get("/v1/accounts").jsonPath().<Map<String, Object>>getList("runs"))
                .noneMatch(line -> other.equals(line.get("run")));
    }

    @Test
    @TestSecurity(user = "auditor")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"smartsupp\"]}"))
    void aRecordThatCameTwiceIsADuplicateOfItsRun() {
        ChoiceRecorded choice = visitor.sentBy(run, 1);
        intake.send(choice);
        intake.send(choice);
        account(2, 0, true);

        assertThat(awaitState("equal")).containsEntry("entries", 1).containsEntry("duplicates", 1);
    }

    @Test
    @TestSecurity(user = "auditor")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"smartsupp\"]}"))
    void anUnknownOutcomeThatWasRecordedIsWithin() {
        send(4);
        account(3, 2, true);

        awaitState("within");
    }

    @Test
    @TestSecurity(user = "auditor")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"smartsupp\"]}"))
    void aRunThatWasKilledIsBoundedAndNeverEqual() {
        send(3);
        account(3, 0, false);
        awaitState("bounded");
        send(2);

        assertThat(awaitState("bounded")).containsEntry("accepted", 3);
    }

    @Test
    @TestSecurity(user = "operator")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"operator\":[\"smartsupp\"]}"))
    void aRecordThatBecameADeadLetterAlthoughItWasAcknowledgedAlarms() {
        send(2);
        ProducerRecord<byte[], byte[]> good = Visitor.recordOf(visitor.sentBy(run, 3));
        intake.send(new ProducerRecord<>(good.topic(), good.partition(), good.key(), new byte[] {'{'}, good.headers()));
        account(3, 0, true);

        assertThat(awaitState("short")).containsEntry("accepted", 3).containsEntry("entries", 2);
        assertThat(inState("short")).isPositive();
        assertThat(alarm()).isEqualTo("short: 3 accepted, 0 unknown, 2 entries and duplicates");
    }

    @Test
    @TestSecurity(user = "operator")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"operator\":[\"smartsupp\"]}"))
    void entriesThatNobodySentAlarm() {
        send(3);
        account(1, 1, true);

        awaitState("over");
        assertThat(inState("over")).isPositive();
        assertThat(alarm()).isEqualTo("over: 1 accepted, 1 unknown, 3 entries and duplicates");
    }

    @Test
    @TestSecurity(user = "operator")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"operator\":[\"smartsupp\"]}"))
    void aRunThatAccountsForNothingIsShownUntilItDoes() {
        send(2);

        assertThat(awaitState("unaccounted")).containsEntry("accepted", 0).containsEntry("entries", 2);

        assertThat(inState("unaccounted")).isPositive();
        assertThat(alarm()).as("a process may die before its first account").isNull();
        account(2, 0, true);
        awaitState("equal");
    }

    @Test
    @TestSecurity(user = "operator")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"operator\":[\"smartsupp\"]}"))
    void theLedgerSaysWhichRunIsItsOwn() {
        assertThat(awaitState(own.id(), "bounded")).containsEntry("accepted", 0);
    }

    private static double inState(String state) {
        String gauge = "assent_ledger_accounts{state=\"" + state + "\"} ";
        String metrics = Management.get("/q/metrics").asString();
        assertThat(metrics).contains("assent_ledger_offsets_unexplained 0.0");
        return metrics.lines()
                .filter(line -> line.startsWith(gauge))
                .mapToDouble(line -> Double.parseDouble(line.substring(gauge.length())))
                .sum();
    }

    /** What the health says of this test's run; null where it says nothing. */
    private @Nullable String alarm() {
        Response health = Management.get("/q/health/well");
        String said = health.jsonPath()
                .getString("checks.find { it.name == 'accounts' }.data?.'%s 1-%d'".formatted(run, visitor.partition()));
        assertThat(health.statusCode()).isEqualTo(said == null ? health.statusCode() : 503);
        return said;
    }

    @Test
    @TestSecurity(user = "dpo")
    @OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"dpo\":[\"smartsupp\"]}"))
    void othersMayNotRead() {
        given().get("/v1/accounts").then().statusCode(403);
    }
}
