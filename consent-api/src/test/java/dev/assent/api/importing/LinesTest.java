package dev.assent.api.importing;

import dev.assent.api.importing.Lines.UnreadableException;
import dev.assent.foundation.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lines of both forms, good and bad. */
class LinesTest {

    private static final int LONGEST = 200;
    private static final String HEADER = "person,recordedAt,notice,choices.statistics,choices.marketing\n";

    private static Lines csv(String text) throws IOException {
        return new CsvLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LONGEST);
    }

    private static Lines json(String text) {
        return new JsonLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), LONGEST);
    }

    private static List<Line> all(Lines lines) throws IOException, UnreadableException {
        List<Line> all = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        return all;
    }

    private static Row row(Line line) {
        assertThat(line.content()).isInstanceOf(Line.Choice.class);
        return ((Line.Choice) line.content()).row();
    }

    private static Refusal refusal(Line line) {
        assertThat(line.content()).isInstanceOf(Line.Unreadable.class);
        return ((Line.Unreadable) line.content()).refusal();
    }

    @Test
    void aRowHasAChoice() throws Exception {
        List<Line> lines =
                all(csv(HEADER + "p-1,2025-03-01T09:30:00Z,\"banner, \"\"old\"\"\",granted,\r\np-2,x,,denied,granted"));

        assertThat(lines).extracting(Line::number).containsExactly(2L, 3L);
        Row first = row(lines.getFirst());
        assertThat(first.person()).isEqualTo("p-1");
        assertThat(first.recordedAt()).isEqualTo("2025-03-01T09:30:00Z");
        assertThat(first.notice()).isEqualTo("banner, \"old\"");
        assertThat(first.address()).isNull();
        assertThat(first.choices()).isEqualTo(Map.of("statistics", Row.Given.GRANTED));
        assertThat(row(lines.getLast()).choices())
                .isEqualTo(Map.of("statistics", Row.Given.DENIED, "marketing", Row.Given.GRANTED));
    }

    @Test
    void aRowWithOtherCellsThanTheHeaderIsRefusedAndTheNextIsRead() throws Exception {
        List<Line> lines = all(csv(HEADER + "p-1,2025-03-01T09:30:00Z\np-2,x,,yes,\np-3,x,,denied,granted\n"));

        assertThat(refusal(lines.get(0)).detail()).contains("as many cells as the header: 5");
        assertThat(refusal(lines.get(1)).member()).isEqualTo("choices.statistics");
        assertThat(row(lines.get(2)).person()).isEqualTo("p-3");
    }

    @Test
    void aQuotationThatIsNeverClosedEndsTheReadingAtItsLine() throws Exception {
        Lines lines =
                csv(HEADER + "p-1,x,,denied,granted\np-2,\"x,,denied,granted\n" + "p-3,x,,denied,granted\n".repeat(20));
        assertThat(row(lines.next()).person()).isEqualTo("p-1");

        assertThatThrownBy(lines::next).isInstanceOfSatisfying(UnreadableException.class, e -> assertThat(e.line())
                .isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "person,choices.statistics\n",
                "recordedAt,choices.statistics\n",
                "person,recordedAt,person\n",
                "person,recordedAt,statistics\n",
            })
    void aHeaderThatDoesNotSayEnoughIsRefused(String header) {
        assertThatThrownBy(() -> csv(header))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400));
    }

    @Test
    void theHeaderNamesThePurposes() throws IOException {
        CsvLines lines = (CsvLines) csv(HEADER);

        assertThat(lines.purposes()).containsExactly("statistics", "marketing");
    }

    @Test
    void anObjectHasAChoice() throws Exception {
        List<Line> lines = all(json("""
                {"person":"p-1","recordedAt":"2025-03-01T09:30:00Z","choices":{"statistics":"granted"}}

                {"subjectSecret":"x","language":"fr","notice":"old","choices":{}}"""));

        assertThat(lines).extracting(Line::number).containsExactly(1L, 3L);
        assertThat(row(lines.getFirst()).choices()).isEqualTo(Map.of("statistics", Row.Given.GRANTED));
        assertThat(row(lines.getLast()).language()).isEqualTo("fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "{} {}",
                "{\"person\":1}",
                "{\"person\":\"a\",\"person\":\"b\"}",
                "{\"customer\":\"secret-name-of-somebody\"}",
                "{\"choices\":{\"statistics\":\"yes\"}}",
                "{\"choices\":{\"statistics\":0}}",
                "{\"person\":\"\u00ff\u00fe\"}",
            })
    void whatIsNoChoiceIsRefusedAndTheNextIsRead(String malformed) throws Exception {
        List<Line> lines = all(json(malformed + "\n{\"person\":\"p-2\"}\n"));

        Refusal refusal = refusal(lines.getFirst());
        assertThat(refusal.reason()).isEqualTo("malformed-line");
        assertThat(refusal.detail() + refusal.member()).doesNotContain("secret-name-of-somebody");
        assertThat(row(lines.getLast()).person()).isEqualTo("p-2");
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheNextIsRead() throws Exception {
        List<Line> lines = all(json("{\"person\":\"" + "a".repeat(100_000) + "\"}\n{\"person\":\"p-2\"}"));

        assertThat(refusal(lines.getFirst()).reason()).isEqualTo("line-too-long");
        assertThat(lines.getLast().number()).isEqualTo(2);
        assertThat(row(lines.getLast()).person()).isEqualTo("p-2");
    }
}
