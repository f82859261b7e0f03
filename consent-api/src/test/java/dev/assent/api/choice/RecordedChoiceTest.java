package dev.assent.api.choice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class RecordedChoiceTest {

    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T17:00:00.123Z, a+/b=, ",
        "2026-11-22T17:00:00Z, a+/b=, 2026-11-23T17:00:00Z",
        ", , ",
        ", , 2026-11-23T17:00:00Z"
    })
    void whatIsWrittenByHandIsWhatTheMapperWrites(
            @Nullable Instant recordedAt, @Nullable String commitment, @Nullable Instant pendingUntil)
            throws Exception {
        RecordedChoice choice = new RecordedChoice(
                "019a9b7e-2f1c-7c55-9b53-1a52e1c1a001",
                recordedAt,
                commitment,
                "http://localhost:8081/v1/receipts/1-3/019a9b7e-2f1c-7c55-9b53-1a52e1c1a001/9aQd_Yd0b8a3JrO0bkHp3w",
                pendingUntil);

        assertThat(choice.json()).isEqualTo(JACKSON.writeValueAsString(choice));
    }
}
