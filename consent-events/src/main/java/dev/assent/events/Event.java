package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.time.Instant;

/**
 * What every event says. Its value on Kafka is JSON with the member {@code type} first, and it repeats everything that
 * must be bound by a commitment: headers alone bind nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChoiceRecorded.class, name = ChoiceRecorded.TYPE),
    @JsonSubTypes.Type(value = SubjectCommand.class, name = SubjectCommand.TYPE),
    @JsonSubTypes.Type(value = SubjectLinked.class, name = SubjectLinked.TYPE),
    @JsonSubTypes.Type(value = LogKeyRotated.class, name = LogKeyRotated.TYPE),
    @JsonSubTypes.Type(value = SitePublished.class, name = SitePublished.TYPE),
    @JsonSubTypes.Type(value = SubjectRequestIssued.class, name = SubjectRequestIssued.TYPE),
    @JsonSubTypes.Type(value = SubjectRequestAnswered.class, name = SubjectRequestAnswered.TYPE),
    @JsonSubTypes.Type(value = ConfirmationAsked.class, name = ConfirmationAsked.TYPE),
    @JsonSubTypes.Type(value = IntakeAccounted.class, name = IntakeAccounted.TYPE)
})
public sealed interface Event permits SiteEvent, IntakeAccounted {

    /** The event's id, a UUID in its 36-character form; unique for ever. */
    String eventId();

    /** When the platform took it, by the server's clock, UTC, to the millisecond. */
    Instant recordedAt();

    /** The versioned type name, for example {@code assent.choice-recorded.v1}. */
    static String typeOf(Event event) {
        return switch (event) {
            case ChoiceRecorded e -> ChoiceRecorded.TYPE;
            case SubjectCommand e -> SubjectCommand.TYPE;
            case SubjectLinked e -> SubjectLinked.TYPE;
            case LogKeyRotated e -> LogKeyRotated.TYPE;
            case SitePublished e -> SitePublished.TYPE;
            case SubjectRequestIssued e -> SubjectRequestIssued.TYPE;
            case SubjectRequestAnswered e -> SubjectRequestAnswered.TYPE;
            case ConfirmationAsked e -> ConfirmationAsked.TYPE;
            case IntakeAccounted e -> IntakeAccounted.TYPE;
        };
    }
}
