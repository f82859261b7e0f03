package dev.assent.api.importing;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import dev.assent.api.client.TraceContext;
import dev.assent.api.site.PublishedSites;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Subject;
import dev.assent.foundation.problem.Problem;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.ClaimType;
import io.quarkus.test.security.oidc.OidcSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** A site's history comes over from another tool. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "site-smartsupp")
@OidcSecurity(
        claims = {
            @Claim(key = "assent_sites", value = "[\"smartsupp\"]", type = ClaimType.JSON_ARRAY),
            @Claim(key = "scope", value = "openid choices:write")
        })
class ImportIT {

    private static final String IMPORT = "/v1/sites/smartsupp/choices/import";
    private static final String OF_VERSION = IMPORT + "?source=old-tool&noticeVersion=3&language=fr";
    private static final String LINE =
            "{\"person\":\"customer-1\",\"recordedAt\":\"2026-03-01T09:30:00Z\",\"choices\":{\"statistics\":\"granted\"}}\n";
    private static final TraceContext TRACE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", null);
    private static ConsentEvents events;

    @Inject
    Importing importing;

    @Inject
    PublishedSites sites;

    @BeforeAll
    static void open() {
        events = new ConsentEvents();
    }

    @AfterAll
    static void close() {
        events.close();
    }

    private static ValidatableResponse send(String address, String type, String body) {
        return given().contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(address)
                .then();
    }

    private static List<ChoiceRecorded> imported(String source) {
        return events.all().stream()
                .map(record -> {
                    try {
                        return EventCodec.fromRecord(record);
                    } catch (MalformedEventException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter(event -> event instanceof ChoiceRecorded choice
                        && choice.imported() != null
                        && choice.imported().source().equals(source))
                .map(ChoiceRecorded.class::cast)
                .toList();
    }

    private static String source() {
        return "tool-" + UUID.randomUUID();
    }

    @Test
    void everyLineIsRecordedAsImportedAndItsValidityCountsFromTheOriginalTime() {
        String source = source();
        Instant before = Instant.now().minusMillis(1);

        send(
                        IMPORT + "?source=" + source + "&noticeVersion=3&language=fr&purpose=analytics:statistics",
                        "text/csv",
                        "subjectSecret,recordedAt,notice,choices.analytics,choices.marketing\n" + TestSites.SECRET
                                + ",2026-03-01T10:30:00+01:00,banner of 2025,granted,denied\n")
                .statusCode(200)
                .body("source", equalTo(source))
                .body("lines", equalTo(1))
                .body("recorded", equalTo(1))
                .body("refused", equalTo(0));

        ChoiceRecorded choice = imported(source).getFirst();
        assertThat(choice.imported().recordedAt()).isEqualTo("2026-03-01T09:30:00Z");
        assertThat(choice.imported().notice()).isEqualTo("banner of 2025");
        assertThat(choice.recordedAt()).isAfter(before);
        assertThat(choice.validUntil()).isEqualTo("2026-09-01T09:30:00Z");
        assertThat(choice.subject())
                .isEqualTo(Subject.ofSecret("smartsupp", TestSites.SECRET).value());
        assertThat(choice.purposes())
                .containsEntry("statistics", Answer.GRANTED)
                .containsEntry("marketing", Answer.DENIED)
                .containsEntry("preferences", Answer.NEVER_ASKED)
                .containsEntry("necessary", Answer.EXEMPT);
        assertThat(choice.noticeVersion()).isEqualTo(3);
        assertThat(choice.noticeHash()).isEqualTo(TestSites.hash(3));
        assertThat(choice.sequence()).isNull();
    }

    @Test
    void aRepeatedImportIsTheSameEventsAndAnotherSourceOthers() {
        String source = source();
        String address = IMPORT + "?source=" + source + "&noticeVersion=3&language=fr";
        String other = source();

        send(address, "application/x-ndjson", LINE).statusCode(200);
        send(address, "application/x-ndjson", LINE + LINE).statusCode(200).body("recorded", equalTo(2));
        send(address.replace(source, other), "application/x-ndjson", LINE).statusCode(200);

        assertThat(imported(source))
                .hasSize(3)
                .extracting(ChoiceRecorded::eventId)
                .containsOnly(imported(source).getFirst().eventId());
        assertThat(imported(source))
                .extracting(ChoiceRecorded::salt)
                .containsOnly(imported(source).getFirst().salt());
        assertThat(imported(source)).extracting(ChoiceRecorded::subjectKey).containsOnly(2);
        assertThat(imported(other).getFirst().eventId())
                .isNotEqualTo(imported(source).getFirst().eventId());
        assertThat(UUID.fromString(imported(source).getFirst().eventId()).version())
                .isEqualTo(8);
    }

    @Test
    void aBadLineIsNamedAndHurtsNoOther() {
        String source = source();

        send(IMPORT + "?source=" + source + "&noticeVersion=3", "application/x-ndjson", """
                        {"person":"p-1","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"statistics":"granted"}}
                        {"person":"p-2","language":"fr","recordedAt":"2999-03-01T09:30:00Z","choices":{"statistics":"granted"}}
                        {"person":"p-3","language":"fr","recordedAt":"yesterday","choices":{"statistics":"granted"}}
                        {"person":"p-4","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"sales":"granted"}}
                        {"person":"p-5","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"necessary":"granted"}}
                        {"person":"p-6","recordedAt":"2026-03-01T09:30:00Z","choices":{"statistics":"granted"}}
                        {"person":"p-7","address":"a@example.test","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"statistics":"granted"}}
                        {"address":"not-an-address","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"statistics":"granted"}}
                        {"subjectSecret":"short","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"statistics":"granted"}}
                        {"person":"p-9","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{}}
                        {"address":" Somebody@Example.test ","language":"fr","recordedAt":"2026-03-01T09:30:00Z","choices":{"statistics":"denied"}}
                        """)
                .statusCode(200)
                .body("lines", equalTo(11))
                .body("recorded", equalTo(2))
                .body("refused", equalTo(9))
                .body("refusals.line", equalTo(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10)))
                .body(
                        "refusals.reason",
                        equalTo(List.of(
                                "ahead-of-time",
                                "invalid-time",
                                "unknown-purpose",
                                "unknown-purpose",
                                "invalid-language",
                                "whose-choice",
                                "invalid-subject",
                                "invalid-subject",
                                "no-answer")))
                .body(not(containsString("p-2")))
                .body(not(containsString("not-an-address")))
                .body(not(containsString("yesterday")));

        assertThat(imported(source)).hasSize(2);
    }

    @Test
    void manyLinesAreReadAsTheyComeAndRefusalsBeyondTheListAreCounted() {
        String source = source();
        StringBuilder body = new StringBuilder("person,recordedAt,choices.statistics\n");
        for (int i = 0; i < 5_000; i++) {
            body.append("customer-")
                    .append(i)
                    .append(i % 10 == 0 ? ",never" : ",2026-03-01T09:30:00Z")
                    .append(",granted\n");
        }

        send(IMPORT + "?source=" + source + "&noticeVersion=3&language=fr", "text/csv", body.toString())
                .statusCode(200)
                .body("lines", equalTo(5_000))
                .body("recorded", equalTo(4_500))
                .body("refusals", hasSize(100))
                .body("refusalsNotListed", equalTo(400));

        assertThat(imported(source))
                .hasSize(4_500)
                .extracting(ChoiceRecorded::eventId)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsWrongWithTheWholeImportIsSaidBeforeAnyLineIsTaken() {
        send(IMPORT, "text/csv", "").statusCode(400).body("parameter", equalTo("source"));
        send(IMPORT + "?source=x", "text/csv", "").statusCode(400).body("parameter", equalTo("noticeVersion"));
        send(IMPORT + "?source=x&noticeVersion=1", "text/csv", "")
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:unknown-notice-version"));
        send(IMPORT + "?source=x&noticeVersion=4", "text/csv", "").statusCode(503);
        send(OF_VERSION, "text/csv", "person,recordedAt,choices.sales\n")
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:unknown-purpose"))
                .body("purpose", equalTo("sales"));
        send(OF_VERSION, "text/csv", "customer;recordedAt\n")
                .statusCode(400)
                .body("type", equalTo("urn:assent:problem:malformed-import"));
        send(OF_VERSION + "&purpose=a:sales", "application/x-ndjson", "").statusCode(422);
        send(OF_VERSION, "application/json", "{}").statusCode(415);
    }

    @Test
    void whatCannotBeReadOnIsSaidWithItsLineAndWhatCameBefore() {
        String source = source();

        send(
                        IMPORT + "?source=" + source + "&noticeVersion=3&language=fr",
                        "text/csv",
                        "person,recordedAt,choices.statistics\np-1,2026-03-01T09:30:00Z,granted\np-2,\"2026,granted\n")
                .statusCode(422)
                .body("type", equalTo("urn:assent:problem:unreadable-from-line"))
                .body("line", equalTo(3))
                .body("report.recorded", equalTo(1));

        assertThat(imported(source)).hasSize(1);
    }

    @Test
    void aSiteHasOneImportAtATimeAndItsPlaceIsFreeAgainAfterwards() throws Exception {
        Mapping mapping = mapping(source());

        Report outer = importing.run(
                mapping,
                InputStream.nullInputStream(),
                (body, longest) -> {
                    send(OF_VERSION, "application/x-ndjson", LINE)
                            .statusCode(503)
                            .body("type", equalTo("urn:assent:problem:import-busy"))
                            .body("detail", containsString("still running here"));
                    return new JsonLines(body, longest);
                },
                TRACE);

        assertThat(outer.lines()).isZero();
        send(OF_VERSION, "application/x-ndjson", LINE).statusCode(200);
    }

    @Test
    void anImportThatComesTooSlowlySaysHowFarItCame() {
        String source = source();
        InputStream body = new SequenceInputStream(
                new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("nobody reads on");
                    }

                    @Override
                    public int read(byte[] target, int from, int length) {
                        throw new PacedBody.TooSlowException();
                    }
                });

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> importing.run(mapping(source), body, JsonLines::new, TRACE))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(408);
                    assertThat(problem.getParameters().get("report"))
                            .isInstanceOfSatisfying(Report.class, report -> assertThat(report.recorded())
                                    .isEqualTo(1));
                });
        assertThat(imported(source)).hasSize(1);
    }

    private Mapping mapping(String source) {
        return Mapping.of(sites.get("smartsupp"), source, 3, "fr", List.of());
    }
}
