package dev.assent.ledger;

import dev.assent.events.Answer;
import dev.assent.events.LogEvent;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.Ledger;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Counts are those of the entries that can be opened, whatever happens to these. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
@TestSecurity(user = "editor-counting")
@OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"editor\":[\"counting\",\"erasing\",\"again\"]}"))
class StatisticsIT {

    private static Intake intake;

    @BeforeAll
    static void open() {
        intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of());
    }

    @AfterAll
    static void close() {
        intake.close();
    }

    private static List<Visitor> visitors(String site, int count, Function<Visitor, LogEvent> does) {
        List<Visitor> visitors =
                Stream.generate(() -> Visitor.on(site)).limit(count).toList();
        List<LogEvent> events = new ArrayList<>();
        visitors.forEach(visitor -> events.add(does.apply(visitor)));
        events.forEach(intake::send);
        events.forEach(Ledger::awaitReceipt);
        return visitors;
    }

    private static JsonPath statistics(String site, String by) {
        return given().get("/v1/sites/%s/statistics?by=%s".formatted(site, by))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long counted(String site) throws SQLException {
        try (var connection = LedgerParts.asService();
                var select = connection.prepareStatement(
                        "SELECT coalesce(sum(n), 0) FROM statistics.daily WHERE site = ?")) {
            select.setString(1, site);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void whatPeopleAnsweredIsCountedAndNothingElse() {
        visitors("counting", 7, visitor -> visitor.chooses(1L, Answer.GRANTED));
        visitors("counting", 6, visitor -> visitor.chooses(1L, Answer.DENIED));
        visitors(
                "counting",
                2,
                visitor -> visitor.chooses(Map.of("statistics", Answer.GRANTED, "marketing", Answer.DENIED)));
        visitors("counting", 9, visitor -> visitor.asRobot(Map.of("statistics", Answer.GRANTED)));
        visitors("counting", 9, visitor -> visitor.imports(Instant.now(), Answer.GRANTED));
        visitors("counting", 9, visitor -> visitor.chooses(Map.of("newsletter", Answer.PENDING)));
        Visitor late = visitors("counting", 1, visitor -> visitor.chooses(5L, Answer.GRANTED))
                .getFirst();
        LogEvent lateOne = late.chooses(4L, Answer.DENIED);
        intake.send(lateOne);
        Ledger.awaitReceipt(lateOne);

        await().until(() -> counted("counting") == 7 + 6 + 2 + 1);
        JsonPath byLanguage = statistics("counting", "language");

        assertThat(byLanguage.getInt("totals.accept")).isEqualTo(8);
        assertThat(byLanguage.getInt("totals.refuse")).isEqualTo(6);
        assertThat((Object) byLanguage.get("totals.custom")).isNull();
        assertThat((Object) byLanguage.get("rows[0].counts.custom")).isNull();
        assertThat(byLanguage.getString("rows[0].key")).isEqualTo("fr");
        assertThat(byLanguage.getInt("rows[0].counts.accept")).isEqualTo(8);
        assertThat(statistics("counting", "surface").getString("rows[0].key")).isEqualTo("banner");
        assertThat(statistics("counting", "notice-version").getString("rows[0].key"))
                .isEqualTo("1");
        given().get("/v1/sites/counting/statistics?by=subject").then().statusCode(400);
        given().get("/v1/sites/counting/statistics?month=now").then().statusCode(400);
        assertThat(Ledger.journalOf("counting")).contains("statistics.read");
    }

    @Test
    void whoIsErasedIsNotCountedAnyMore() throws SQLException {
        List<Visitor> accepted = visitors("erasing", 6, visitor -> visitor.chooses(1L, Answer.GRANTED));
        LogEvent again = accepted.getFirst().chooses(2L, Answer.DENIED);
        intake.send(again);
        Ledger.awaitReceipt(again);
        await().until(() -> counted("erasing") == 7);

        LogEvent erasure = accepted.getFirst().command(SubjectCommand.Command.ERASE);
        intake.send(erasure);
        Ledger.awaitReceipt(erasure);

        await().until(() -> counted("erasing") == 5);
        assertThat(statistics("erasing", "language").getInt("totals.accept")).isEqualTo(5);
        try (var connection = LedgerParts.asService();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT FROM statistics.daily WHERE site = 'erasing' AND outcome = 'refuse'")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void countsThatWereDeletedAreMadeAnewAndCountedAlong() throws SQLException {
        visitors("again", 6, visitor -> visitor.chooses(1L, Answer.GRANTED));
        try (var connection = LedgerParts.asService();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE statistics.counted SET size = 0");
            statement.executeUpdate("DELETE FROM statistics.daily");
            connection.commit();
        }

        visitors("again", 5, visitor -> visitor.chooses(1L, Answer.DENIED));

        await().until(() -> counted("again") == 11);
        assertThat(statistics("again", "day").getInt("totals.refuse")).isEqualTo(5);
        visitors("again", 1, visitor -> visitor.chooses(1L, Answer.DENIED));
        await().until(() -> counted("again") == 12);
    }
}
