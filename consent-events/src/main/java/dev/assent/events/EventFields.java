package dev.assent.events;

import dev.assent.events.MalformedEventException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** The checks that a parsed event passes before anyone trusts its members. */
final class EventFields {

    private static final Pattern SITE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int BASE64URL_OF_32_BYTES = 43;

    private EventFields() {}

    static Event checked(Event event) throws MalformedEventException {
        require(isUuid(event.eventId()), "eventId");
        require(matches(SITE, event.site()), "site");
        require(event.recordedAt() != null, "recordedAt");
        switch (event) {
            case ChoiceRecorded choice -> {
                checkLogEvent(choice);
                require(choice.validUntil() != null, "validUntil");
                require(choice.noticeVersion() >= 1, "noticeVersion");
                require(matches(HASH, choice.noticeHash()), "noticeHash");
                require(choice.language() != null, "language");
                require(choice.surface() != null, "surface");
                require(choice.method() != null, "method");
                require(choice.action() != null, "action");
                require(choice.sequence() == null || choice.sequence() >= 1, "sequence");
                require(choice.purposes() != null && !choice.purposes().containsValue(null), "purposes");
            }
            case SubjectCommand command -> {
                checkLogEvent(command);
                require(command.command() != null, "command");
            }
            case SitePublished site -> {
                require(site.version() >= 1, "version");
                require(matches(HASH, site.hash()), "hash");
                require(site.notice() != null, "notice");
                require(site.languages() != null && !site.languages().isEmpty(), "languages");
                require(site.accepted() != null && !site.accepted().isEmpty(), "accepted");
            }
            case SubjectRequestIssued request -> require(request.requestId() != null, "requestId");
            case SubjectRequestAnswered answer -> require(answer.requestId() != null, "requestId");
            case ConfirmationAsked confirmation -> require(is32Bytes(confirmation.subject()), "subject");
        }
        return event;
    }

    private static void checkLogEvent(LogEvent event) throws MalformedEventException {
        require(is32Bytes(event.subject()), "subject");
        require(is32Bytes(event.salt()), "salt");
        require(event.producer() != null && isUuid(event.producer().run()), "producer.run");
        require(event.producer().sequence() >= 1, "producer.sequence");
    }

    private static void require(boolean holds, String member) throws MalformedEventException {
        if (!holds) {
            throw new MalformedEventException(Reason.INVALID_FIELD, member);
        }
    }

    private static boolean matches(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).matches();
    }

    private static boolean isUuid(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean is32Bytes(@Nullable String text) {
        try {
            return text != null
                    && text.length() == BASE64URL_OF_32_BYTES
                    && Base64.getUrlDecoder().decode(text).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
