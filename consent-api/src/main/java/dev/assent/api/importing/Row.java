package dev.assent.api.importing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assent.events.Answer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * One choice as another tool kept it, before anything of it is checked.
 *
 * @param subjectSecret the browser's secret, if it is a browser's choice
 * @param person the site's own id of the person, if it is a person's
 * @param address the e-mail address, if it is that of its owner
 * @param recordedAt when the other tool says that it was made, RFC 3339
 * @param language BCP 47 tag of the language that was shown; that of the whole import where it is missing
 * @param notice which notice was shown, in the other tool's words
 * @param choices the other tool's purpose to answer
 */
@Schema(name = "ImportedChoice", additionalProperties = Schema.False.class)
record Row(
        @Nullable String subjectSecret,
        @Nullable String person,
        @Nullable String address,

        @Schema(required = true, format = "date-time") @Nullable
        String recordedAt,

        @Nullable String language,
        @Nullable String notice,
        @Schema(required = true) @Nullable Map<String, Given> choices) {

    /** What a person can have answered to one purpose. */
    enum Given {
        @JsonProperty("granted")
        GRANTED(Answer.GRANTED),
        @JsonProperty("denied")
        DENIED(Answer.DENIED);

        private final Answer answer;

        Given(Answer answer) {
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    /** Shows nothing: the row says who it is. */
    @Override
    public String toString() {
        return "Row[…]";
    }
}
