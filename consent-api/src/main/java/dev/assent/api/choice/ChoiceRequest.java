package dev.assent.api.choice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.assent.events.Method;
import dev.assent.events.Surface;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A choice as a browser or a site's server sends it, before anything of it is checked.
 *
 * @param subjectSecret the browser's secret; it goes no further than {@link dev.assent.events.Subject}
 * @param address the e-mail address that a form was sent with, in place of the secret; it goes no further than
 *     {@link dev.assent.events.Subject} and the seal to notifier
 * @param sequence the browser's own number of this choice, from 1
 * @param choices purpose id to answer; either this or {@code action}
 * @param vendors vendor id to answer, where the site offers that; beside {@code choices}
 * @param action an answer to all purposes at once; either this or {@code choices}, but for a renewal
 * @param noticeVersion the version of the notice that was shown
 * @param language BCP 47 tag of the language that was shown
 * @param surface where it was asked
 * @param method by which means it was answered
 * @param occurredAt the client's time, RFC 3339 in UTC
 * @param bannerVersion the version of the client that asked
 */
@Schema(name = "Choice", additionalProperties = Schema.False.class)
record ChoiceRequest(
        @Schema(
                description = "At least 128 random bits: 32 or more hex digits, or 22 or more base64url characters."
                        + " Either this or address.",
                pattern = "^[A-Za-z0-9_-]{22,128}$")
        @Nullable
        String subjectSecret,

        @Schema(
                format = "email",
                maxLength = 254,
                description =
                        "In place of subjectSecret: the e-mail address that a form was sent with. It is hashed, and"
                                + " neither kept nor logged.")
        @Nullable
        String address,

        @Schema(
                minimum = "1",
                description = "The browser's own number of this choice. Callers without one leave it out.")
        @Nullable
        Long sequence,

        @Schema(description = "Purpose id to answer. Either this or action; neither with the method signal.") @Nullable
        Map<String, Given> choices,

        @Schema(
                description = "Vendor id to answer, beside choices. Only where the version's banner configuration says"
                        + " vendorChoices; all others are never asked.")
        @Nullable
        Map<String, Given> vendors,

        @Schema(
                description =
                        "An answer to all that is asked here at once: either this or choices. Only renew, said when"
                                + " asked again, goes with choices.")
        @Nullable
        WholeAction action,

        @Schema(required = true, minimum = "1") @Nullable Integer noticeVersion,

        @Schema(required = true, description = "BCP 47 tag of the language that was shown.") @Nullable
        String language,

        @Schema(required = true) @Nullable Surface surface,
        @Schema(required = true) @Nullable Method method,

        @Schema(format = "date-time", description = "The client's time. Kept, never trusted.") @Nullable
        String occurredAt,

        @Schema(description = "The version of the client that asked. Assent's own banner states it.") @Nullable
        String bannerVersion) {

    /** What a person can answer to one purpose, or of one vendor. */
    enum Given {
        @JsonProperty("granted")
        GRANTED,
        @JsonProperty("denied")
        DENIED
    }

    /** What a person can answer to all purposes at once. */
    enum WholeAction {
        @JsonProperty("accept-all")
        ACCEPT_ALL,
        @JsonProperty("refuse-all")
        REFUSE_ALL,
        @JsonProperty("withdraw-all")
        WITHDRAW_ALL,
        /** The same question, answered again: goes with choices. */
        @JsonProperty("renew")
        RENEW
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
            .readerFor(ChoiceRequest.class);

    /**
     * Reads a request strictly: no unknown member, no member twice, nothing bent into shape.
     *
     * @throws JsonProcessingException with no part of the body in its message that is a value
     * @throws dev.assent.foundation.problem.Problem 400 for what is no text
     */
    static ChoiceRequest read(byte[] body) throws JsonProcessingException {
        ChoiceRequest plain = PlainReader.read(body);
        if (plain != null) {
            return plain;
        }
        StrictJson.check(body);
        return mapped(body);
    }

    /** As the mapper reads it, which says what is wrong. */
    static ChoiceRequest mapped(byte[] body) throws JsonProcessingException {
        try {
            ChoiceRequest request = READER.readValue(body);
            if (request == null) {
                throw MismatchedInputException.from(null, ChoiceRequest.class, "null");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows nothing: the request holds the secret, or the address. */
    @Override
    public String toString() {
        return "ChoiceRequest[…]";
    }
}
