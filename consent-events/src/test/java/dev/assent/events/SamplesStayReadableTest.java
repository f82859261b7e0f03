package dev.assent.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What was once written can be read for ever, says the same when written again, and is what its schema describes. */
class SamplesStayReadableTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsReadAndWrittenAgainAsItWas(Path sample) throws Exception {
        byte[] value = Files.readAllBytes(sample);

        byte[] again = EventCodec.write(EventCodec.read(value));

        assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(value));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsWhatItsSchemaDescribes(Path sample) throws Exception {
        JsonNode value = JSON.readTree(Files.readAllBytes(sample));

        assertThat(schema(value.get("type").textValue()).validate(value)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatTheCodecRefuses() throws Exception {
        JsonNode value = JSON.readTree(
                new String(Samples.bytes(ChoiceRecorded.TYPE), "UTF-8").replace("\"denied\"", "\"perhaps\""));

        assertThat(schema(ChoiceRecorded.TYPE).validate(value)).hasSize(1);
    }

    private static JsonSchema schema(String type) throws IOException {
        try (InputStream in = Event.class.getResourceAsStream("schema/" + type + ".schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }
}
