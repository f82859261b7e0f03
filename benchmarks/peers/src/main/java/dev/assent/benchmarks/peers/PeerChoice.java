package dev.assent.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.assent.events.Method;
import dev.assent.events.Surface;
import jakarta.ws.rs.BadRequestException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;

/**
 * A choice, read as strictly as consent-api reads it, and then held against nothing.
 *
 * @param subjectSecret the browser's secret
 * @param sequence the browser's own number of this choice
 * @param choices purpose id to answer
 * @param noticeVersion the version of the notice that was shown
 * @param language the language that was shown
 * @param surface where it was asked
 * @param method by which means it was answered
 * @param occurredAt the client's time
 * @param bannerVersion the version of the client that asked
 */
record PeerChoice(
        String subjectSecret,
        @Nullable Long sequence,
        Map<String, Given> choices,
        Integer noticeVersion,
        String language,
        Surface surface,
        Method method,
        @Nullable String occurredAt,
        @Nullable String bannerVersion) {

    /** What a person can answer to one purpose. */
    enum Given {
        @JsonProperty("granted")
        GRANTED,
        @JsonProperty("denied")
        DENIED
    }

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build()
            .readerFor(PeerChoice.class);

    /** Reads a body; anything but a choice is answered with 400. */
    static PeerChoice read(byte[] body) {
        try {
            return READER.readValue(body);
        } catch (IOException e) {
            throw new BadRequestException(e);
        }
    }

    @Override
    public String toString() {
        return "PeerChoice[…]";
    }
}
