package dev.assent.api.client;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.TestSites;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a request's own particulars. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class RequestsOfCallersIT {

    private static final String BODY = """
            {"subjectSecret": "AAECAwQFBgcICQoLDA0ODw", "action": "refuse-all",
             "noticeVersion": 3, "language": "fr", "surface": "banner", "method": "click"}
            """;
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain;charset=UTF-8"})
    void aBeaconIsAChoice(String type) {
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type)
                .header("Origin", TestSites.ORIGIN)
                .body(BODY)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(202);
    }

    @Test
    void aBeaconOfAnotherPageIsRefused() {
        given().contentType("text/plain")
                .header("Origin", "https://www.elsewhere.test")
                .body(BODY)
                .post("/v1/sites/smartsupp/choices")
                .then()
                .statusCode(403);
    }

    @Test
    void theCallersTraceStandsInTheRecordsHeadersAndNotInItsValue() {
        String eventId = given().contentType("application/json")
                .header("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01")
                .header("tracestate", "congo=t61rcWkgMzE")
                .body(BODY)
                .post("/v1/sites/smartsupp/choices")
                .path("eventId");

        try (ConsentEvents events = new ConsentEvents()) {
            ConsumerRecord<byte[], byte[]> record = events.of(eventId);
            assertThat(header(record, "traceparent")).isEqualTo("00-" + TRACE_ID + "-b7ad6b7169203331-01");
            assertThat(header(record, "tracestate")).isEqualTo("congo=t61rcWkgMzE");
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .doesNotContain(TRACE_ID)
                    .doesNotContain("congo");
        }
    }

    @Test
    void aRequestWithoutATraceBeginsOne() {
        String eventId = given().contentType("application/json")
                .body(BODY)
                .post("/v1/sites/smartsupp/choices")
                .path("eventId");

        try (ConsentEvents events = new ConsentEvents()) {
            ConsumerRecord<byte[], byte[]> record = events.of(eventId);
            assertThat(header(record, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
            assertThat(record.headers().lastHeader("tracestate")).isNull();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.US_ASCII);
    }
}
