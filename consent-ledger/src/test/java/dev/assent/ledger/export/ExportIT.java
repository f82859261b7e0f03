package dev.assent.ledger.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.events.Answer;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.platform.Intake;
import dev.assent.ledger.platform.Ledger;
import dev.assent.ledger.platform.LedgerParts;
import dev.assent.ledger.platform.Visitor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.quarkus.test.security.oidc.Claim;
import io.quarkus.test.security.oidc.OidcSecurity;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Exports of a site with more events than a page, over several logs. */
@QuarkusTest
@QuarkusTestResource(LedgerParts.class)
@TestSecurity(user = "auditor")
@OidcSecurity(claims = @Claim(key = "assent_roles", value = "{\"auditor\":[\"exporting\",\"small\"]}"))
class ExportIT {

    private static final int EVENTS = 2_600;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static List<ChoiceRecorded> choices;

    @Inject
    Exports exports;

    @TestHTTPResource("/v1/sites/exporting/export")
    URI export;

    @BeforeAll
    static void choose() {
        choices = Stream.generate(() -> Visitor.on("exporting").chooses(1L, Answer.GRANTED))
                .limit(EVENTS)
                .toList();
        try (Intake intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of("linger.ms", "20"))) {
            choices.forEach(choice -> {
                var _ = intake.producer().send(Visitor.recordOf(choice));
                var _ = intake.producer()
                        .send(Visitor.recordOf(Visitor.on("elsewhere").chooses(1L, Answer.DENIED)));
            });
            intake.producer().flush();
        }
    }

    private static List<JsonNode> lines(String path) throws IOException {
        String body = given().get(path).then().statusCode(200).extract().asString();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : body.lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<String> ids(List<JsonNode> lines) {
        return lines.stream()
                .map(line -> line.path("event").path("eventId").asText())
                .toList();
    }

    private static void awaitAll() {
        choices.stream().skip(EVENTS - 50).forEach(Ledger::awaitReceipt);
        await().until(() -> lines("/v1/sites/exporting/export").size() >= EVENTS);
    }

    @Test
    void aBrokenDownloadGoesOnWithExactlyTheRest() throws IOException {
        awaitAll();
        List<JsonNode> read = new ArrayList<>();
        // A client whose line is cut after 700 lines, in the middle of the next.
        try (Socket socket = new Socket(export.getHost(), export.getPort())) {
            socket.setReceiveBufferSize(4_096);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.0\r\nHost: x\r\n\r\n"
                            .formatted(export.getPath())
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(afterHead(socket.getInputStream()), StandardCharsets.UTF_8), 1_024);
            while (read.size() < 700) {
                read.add(JSON.readTree(lines.readLine()));
            }
            lines.read();
        }
        Visitor newcomer = Visitor.on("exporting");
        try (Intake intake = new Intake(LedgerParts.kafka().bootstrapServers(), Map.of())) {
            ChoiceRecorded meanwhile = newcomer.chooses(1L, Answer.GRANTED);
            intake.send(meanwhile);
            Ledger.awaitReceipt(meanwhile);

            read.addAll(lines("/v1/sites/exporting/export?after="
                    + read.getLast().path("cursor").asText()));

            intake.send(newcomer.command(SubjectCommand.Command.ERASE));
        }
        List<String> ids = ids(read);
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids)
                .hasSizeGreaterThanOrEqualTo(EVENTS)
                .containsAll(choices.stream().map(ChoiceRecorded::eventId).toList());
        assertThat(read).noneMatch(line -> line.path("event")
                .path("subject")
                .asText()
                .equals(newcomer.subject().value()));
        assertThat(read)
                .allMatch(line -> line.path("event").path("site").asText().equals("exporting"));
        // The last line leaves nothing.
        assertThat(lines("/v1/sites/exporting/export?after="
                        + read.getLast().path("cursor").asText()))
                .isEmpty();
        assertThat(Ledger.journalOf("exporting")).contains("export.began", "export.ended");
    }

    @Test
    void theJournalSaysWhatWasBrokenOff() {
        awaitAll();
        OutputStream full = new OutputStream() {
            private int room = 100_000;

            @Override
            public void write(int one) throws IOException {
                if (--room < 0) {
                    throw new IOException("nobody is there any more");
                }
            }
        };

        assertThatThrownBy(() -> exports.write(exports.fromTime("auditor", "exporting", Format.NDJSON, null), full))
                .isInstanceOf(IOException.class);

        assertThat(Ledger.journalOf("exporting")).contains("export.broken-off");
    }

    /** HTTP/1.0 is answered without chunks: what follows the head is the body. */
    private static InputStream afterHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.").contains(" 200 ");
        assertThat(head.toString().toLowerCase(Locale.ROOT)).doesNotContain("chunked");
        return in;
    }

    @Test
    void csvHasTheSameEventsUnderAHeadLine() {
        awaitAll();
        var answer = given().get("/v1/sites/exporting/export?format=csv")
                .then()
                .statusCode(200)
                .extract();

        List<String> lines = answer.asString().lines().toList();
        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition")).contains("exporting-consent.csv");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(lines.getFirst()).startsWith("cursor,log,index,");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(EVENTS + 1);
        assertThat(lines.subList(1, lines.size())).noneMatch(line -> "=+-@".indexOf(line.charAt(0)) >= 0);
    }

    @Test
    void anExportCanBeginAtATime() throws IOException {
        awaitAll();
        ChoiceRecorded middle = choices.get(EVENTS / 2);

        List<String> ids = ids(lines("/v1/sites/exporting/export?from=" + middle.recordedAt()));

        assertThat(ids)
                .containsAll(choices.stream()
                        .filter(choice -> !choice.recordedAt().isBefore(middle.recordedAt()))
                        .map(ChoiceRecorded::eventId)
                        .toList())
                .doesNotContainAnyElementsOf(choices.stream()
                        .filter(choice -> choice.recordedAt().isBefore(middle.recordedAt()))
                        .map(ChoiceRecorded::eventId)
                        .toList());
    }

    @Test
    void whatCannotBeAskedForIsAProblem() {
        given().get("/v1/sites/small/export?after=none").then().statusCode(400);
        given().get("/v1/sites/small/export?format=xml").then().statusCode(400);
        given().get("/v1/sites/small/export?from=yesterday").then().statusCode(400);
        given().get("/v1/sites/small/export?from=2026-11-22T17:00:00Z&after=AQAA")
                .then()
                .statusCode(400);
        given().get("/v1/sites/small/export").then().statusCode(200);
        given().get("/v1/sites/elsewhere/export").then().statusCode(404);
    }
}
