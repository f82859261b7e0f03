package dev.assent.events;

import dev.assent.events.MalformedEventException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The checks that a parsed event passes before anyone trusts its members: none that must be there is null. */
final class EventFields {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:+-]{1,128}");
    private static final int BASE64URL_OF_32_BYTES = 43;

    private EventFields() {}

    static Event checked(Event event) throws MalformedEventException {
        require(isUuid(event.eventId()), "eventId");
        require(matches(SLUG, event.site()), "site");
        require(event.recordedAt() != null, "recordedAt");
        switch (event) {
            case ChoiceRecorded choice -> checkChoice(choice);
            case SubjectCommand command -> {
                checkLogEvent(command);
                require(command.command() != null, "command");
                require(command.requestId() == null || matches(NAME, command.requestId()), "requestId");
            }
            case SitePublished site -> checkSite(site);
            case SubjectRequestIssued request -> checkRequest(request);
            case SubjectRequestAnswered answer -> {
                require(matches(NAME, answer.requestId()), "requestId");
                require(matches(NAME, answer.holder()), "holder");
                require(answer.outcome() != null, "outcome");
                require(answer.packageHash() == null || matches(HASH, answer.packageHash()), "packageHash");
            }
            case ConfirmationAsked confirmation -> checkConfirmation(confirmation);
        }
        return event;
    }

    private static void checkLogEvent(LogEvent event) throws MalformedEventException {
        require(is32Bytes(event.subject()), "subject");
        require(is32Bytes(event.salt()), "salt");
        require(event.producer() != null && isUuid(event.producer().run()), "producer.run");
        require(event.producer().sequence() >= 1, "producer.sequence");
    }

    private static void checkChoice(ChoiceRecorded choice) throws MalformedEventException {
        checkLogEvent(choice);
        require(choice.validUntil() != null, "validUntil");
        require(choice.noticeVersion() >= 1, "noticeVersion");
        require(matches(HASH, choice.noticeHash()), "noticeHash");
        require(matches(LANGUAGE, choice.language()), "language");
        require(choice.bannerVersion() == null || matches(NAME, choice.bannerVersion()), "bannerVersion");
        require(choice.surface() != null, "surface");
        require(choice.method() != null, "method");
        require(choice.action() != null, "action");
        require(choice.sequence() == null || choice.sequence() >= 1, "sequence");
        require(isWhole(choice.purposes()), "purposes");
        for (String purpose : choice.purposes().keySet()) {
            require(matches(SLUG, purpose), "purposes");
        }
    }

    private static void checkSite(SitePublished site) throws MalformedEventException {
        require(site.version() >= 1, "version");
        require(matches(HASH, site.hash()), "hash");
        require(site.name() != null, "name");
        require(site.controller() != null, "controller");
        require(site.controller().name() != null, "controller.name");
        require(site.controller().country() != null, "controller.country");
        require(isWhole(site.controller().dpoName()), "controller.dpoName");
        require(isWhole(site.origins()), "origins");
        require(isWhole(site.languages()) && !site.languages().isEmpty(), "languages");
        require(site.timeZone() != null, "timeZone");
        require(site.renewAfter() != null, "renewAfter");
        require(isWhole(site.documents()), "documents");
        require(site.notice() != null, "notice");
        checkNotice(site.notice());
        require(isWhole(site.accepted()) && !site.accepted().isEmpty(), "accepted");
        for (SitePublished.AcceptedVersion accepted : site.accepted()) {
            require(accepted.version() >= 1, "accepted.version");
            require(matches(HASH, accepted.hash()), "accepted.hash");
            require(accepted.publishedAt() != null, "accepted.publishedAt");
            require(isWhole(accepted.purposes()), "accepted.purposes");
            require(isWhole(accepted.vendors()), "accepted.vendors");
            require(accepted.validity() != null, "accepted.validity");
        }
    }

    private static void checkNotice(SitePublished.Notice notice) throws MalformedEventException {
        require(isWhole(notice.purposes()), "notice.purposes");
        for (SitePublished.Purpose purpose : notice.purposes()) {
            require(matches(SLUG, purpose.id()), "notice.purposes.id");
            require(isWhole(purpose.names()), "notice.purposes.names");
            require(isWhole(purpose.descriptions()), "notice.purposes.descriptions");
        }
        require(isWhole(notice.vendors()), "notice.vendors");
        for (SitePublished.Vendor vendor : notice.vendors()) {
            require(matches(SLUG, vendor.id()), "notice.vendors.id");
            require(vendor.name() != null, "notice.vendors.name");
            require(vendor.country() != null, "notice.vendors.country");
            require(isWhole(vendor.purposes()), "notice.vendors.purposes");
        }
        require(isWhole(notice.texts()), "notice.texts");
        for (Map<String, String> texts : notice.texts().values()) {
            require(isWhole(texts), "notice.texts");
        }
    }

    private static void checkRequest(SubjectRequestIssued request) throws MalformedEventException {
        require(matches(NAME, request.requestId()), "requestId");
        require(matches(NAME, request.holder()), "holder");
        require(request.right() != null, "right");
        require(isWhole(request.identifiers()), "identifiers");
        for (SubjectRequestIssued.Identifier identifier : request.identifiers()) {
            require(identifier.kind() != null, "identifiers.kind");
            require(identifier.value() != null, "identifiers.value");
        }
        require(request.answerBy() != null, "answerBy");
    }

    private static void checkConfirmation(ConfirmationAsked confirmation) throws MalformedEventException {
        require(is32Bytes(confirmation.subject()), "subject");
        require(isUuid(confirmation.choiceEventId()), "choiceEventId");
        require(matches(LANGUAGE, confirmation.language()), "language");
        require(confirmation.keyVersion() >= 1, "keyVersion");
        require(confirmation.sealedAddress() != null, "sealedAddress");
        require(confirmation.expiresAt() != null, "expiresAt");
    }

    private static void require(boolean holds, String member) throws MalformedEventException {
        if (!holds) {
            throw new MalformedEventException(Reason.INVALID_FIELD, member);
        }
    }

    private static boolean isWhole(@Nullable Collection<?> values) {
        return values != null && values.stream().allMatch(value -> value != null);
    }

    private static boolean isWhole(@Nullable Map<?, ?> members) {
        return members != null && isWhole(members.values());
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

    /** Exactly one text stands for 32 bytes: a text whose unused last bits are set is refused. */
    private static boolean is32Bytes(@Nullable String text) {
        if (text == null || text.length() != BASE64URL_OF_32_BYTES) {
            return false;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
