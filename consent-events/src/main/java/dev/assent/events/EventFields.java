package dev.assent.events;

import dev.assent.events.MalformedEventException.Reason;
import org.jspecify.annotations.Nullable;

import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The checks that a parsed event passes before anyone trusts its members: none that must be there is null. */
final class EventFields {

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}");
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");
    private static final Pattern LOG = Pattern.compile("[1-9][0-9]{0,3}-(?:0|[1-9][0-9]{0,4})");
    private static final Pattern VERIFIER_KEY = Pattern.compile("[^+\\s]{1,400}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}");
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{85}[AQgw]==");
    private static final byte HEX = 1;
    private static final byte SLUG = 2;
    private static final byte BASE64URL = 4;
    private static final byte NAME = 8;
    private static final byte[] CHARACTERS = characters();
    private static final int LONGEST_SLUG = 63;
    private static final int LONGEST_NAME = 128;
    private static final int HEX_OF_32_BYTES = 64;
    private static final int BASE64URL_OF_32_BYTES = 43;
    /** Of the 43rd character's six bits two are unused. */
    private static final String LAST_OF_32_BYTES = "AEIMQUYcgkosw048";

    private static final int LENGTH_OF_UUID = 36;
    private static final int LONGEST_LABEL = 200;
    private static final int MOST_EVIDENCE_MONTHS = 1200;
    private static final int MOST_EVIDENCE_DAYS = 36_600;
    private static final int LONGEST_REASON = 1000;

    private EventFields() {}

    static Event checked(Event event) throws MalformedEventException {
        require(isUuid(event.eventId()), "eventId");
        require(event.recordedAt() != null, "recordedAt");
        if (event instanceof SiteEvent one && !(event instanceof LogKeyRotated)) {
            require(isSlug(one.site()), "site");
        }
        switch (event) {
            case ChoiceRecorded choice -> checkChoice(choice);
            case SubjectCommand command -> {
                checkLogEvent(command);
                require(command.command() != null, "command");
                require(command.requestId() == null || isName(command.requestId()), "requestId");
                checkOrder(command);
            }
            case SubjectLinked link -> {
                checkLogEvent(link);
                require(is32Bytes(link.person()), "person");
                require(link.personKey() >= 1, "personKey");
            }
            case LogKeyRotated rotation -> checkRotation(rotation);
            case SitePublished site -> SiteFields.check(site);
            case SubjectRequestIssued request -> checkRequest(request);
            case SubjectRequestAnswered answer -> {
                require(isName(answer.requestId()), "requestId");
                require(isName(answer.holder()), "holder");
                require(answer.outcome() != null, "outcome");
                require(answer.packageHash() == null || isHash(answer.packageHash()), "packageHash");
            }
            case ConfirmationAsked confirmation -> checkConfirmation(confirmation);
            case IntakeAccounted account -> checkAccount(account);
        }
        return event;
    }

    private static void checkRotation(LogKeyRotated rotation) throws MalformedEventException {
        require(matches(LOG, rotation.log()), "log");
        require(matches(VERIFIER_KEY, rotation.oldKey()), "oldKey");
        require(matches(VERIFIER_KEY, rotation.newKey()), "newKey");
        require(matches(SIGNATURE, rotation.oldSignature()), "oldSignature");
        require(matches(SIGNATURE, rotation.newSignature()), "newSignature");
        checkSaltAndProducer(rotation);
    }

    private static void checkLogEvent(LogEvent event) throws MalformedEventException {
        require(is32Bytes(event.subject()), "subject");
        checkSaltAndProducer(event);
    }

    private static void checkSaltAndProducer(LogEvent event) throws MalformedEventException {
        require(is32Bytes(event.salt()), "salt");
        require(event.producer() != null && isUuid(event.producer().run()), "producer.run");
        require(event.producer().sequence() >= 1, "producer.sequence");
    }

    private static void checkOrder(SubjectCommand order) throws MalformedEventException {
        require(order.evidencePeriod() == null || isEvidencePeriod(order.evidencePeriod()), "evidencePeriod");
        require(order.keys() == null || areKeys(order.keys()), "keys");
        require(order.erasure() == null || order.erasure() >= 0, "erasure");
        SubjectCommand.Shredded shredded = order.shredded();
        require(
                shredded == null || (shredded.erasure() >= 0 && areKeys(shredded.keys()) && shredded.proofs() >= 0),
                "shredded");
    }

    private static boolean areKeys(@Nullable List<Long> keys) {
        return keys != null
                && isWhole(keys)
                && keys.size() <= SubjectCommand.MOST_KEYS
                && keys.stream().allMatch(key -> key >= 0);
    }

    /** Neither backwards nor so long that no calendar could add it. */
    static boolean isEvidencePeriod(@Nullable Period period) {
        return period != null
                && !period.isNegative()
                && period.toTotalMonths() <= MOST_EVIDENCE_MONTHS
                && period.get(ChronoUnit.DAYS) <= MOST_EVIDENCE_DAYS;
    }

    private static void checkChoice(ChoiceRecorded choice) throws MalformedEventException {
        checkLogEvent(choice);
        require(choice.validUntil() != null, "validUntil");
        require(choice.noticeVersion() >= 1, "noticeVersion");
        require(isHash(choice.noticeHash()), "noticeHash");
        require(matches(LANGUAGE, choice.language()), "language");
        require(choice.bannerVersion() == null || isName(choice.bannerVersion()), "bannerVersion");
        require(choice.surface() != null, "surface");
        require(choice.method() != null, "method");
        require(choice.action() != null, "action");
        require(choice.sequence() == null || choice.sequence() >= 1, "sequence");
        require(isWhole(choice.purposes()), "purposes");
        for (String purpose : choice.purposes().keySet()) {
            require(isSlug(purpose), "purposes");
        }
        if (choice.vendors() != null) {
            require(isWhole(choice.vendors()), "vendors");
            for (String vendor : choice.vendors().keySet()) {
                require(isSlug(vendor), "vendors");
            }
        }
        require(choice.subjectKey() == null || choice.subjectKey() >= 1, "subjectKey");
        require(choice.confirms() == null || isUuid(choice.confirms()), "confirms");
        if (choice.circumstances() != null) {
            checkCircumstances(choice.circumstances());
        }
        if (choice.imported() != null) {
            require(isName(choice.imported().source()), "imported.source");
            require(choice.imported().recordedAt() != null, "imported.recordedAt");
            String notice = choice.imported().notice();
            require(notice == null || notice.length() <= LONGEST_LABEL, "imported.notice");
        }
    }

    private static void checkCircumstances(ChoiceRecorded.Circumstances circumstances) throws MalformedEventException {
        String jurisdiction = circumstances.jurisdiction();
        require(jurisdiction == null || isJurisdiction(jurisdiction), "circumstances.jurisdiction");
        require(circumstances.agent() == null || isSlug(circumstances.agent()), "circumstances.agent");
        if (circumstances.gpc() != null) {
            require(isWhole(circumstances.gpc().overridden()), "circumstances.gpc.overridden");
            for (String purpose : circumstances.gpc().overridden()) {
                require(isSlug(purpose), "circumstances.gpc.overridden");
            }
        }
    }

    private static void checkAccount(IntakeAccounted account) throws MalformedEventException {
        require(isUuid(account.run()), "run");
        require(account.generation() == null || account.generation() >= 1, "generation");
        require(isWhole(account.partitions()), "partitions");
        for (IntakeAccounted.Count count : account.partitions()) {
            require(count.partition() >= 0, "partitions.partition");
            require(count.accepted() >= 0, "partitions.accepted");
            require(count.unknown() >= 0, "partitions.unknown");
        }
    }

    private static void checkRequest(SubjectRequestIssued request) throws MalformedEventException {
        require(isName(request.requestId()), "requestId");
        require(isName(request.holder()), "holder");
        require(request.right() != null, "right");
        require(isWhole(request.identifiers()), "identifiers");
        for (SubjectRequestIssued.Identifier identifier : request.identifiers()) {
            require(identifier.kind() != null, "identifiers.kind");
            require(identifier.value() != null, "identifiers.value");
        }
        require(request.answerBy() != null, "answerBy");
        require(request.reason() == null || request.reason().length() <= LONGEST_REASON, "reason");
    }

    private static void checkConfirmation(ConfirmationAsked confirmation) throws MalformedEventException {
        require(is32Bytes(confirmation.subject()), "subject");
        require(isUuid(confirmation.choiceEventId()), "choiceEventId");
        require(matches(LANGUAGE, confirmation.language()), "language");
        require(confirmation.keyVersion() >= 1, "keyVersion");
        require(confirmation.sealedAddress() != null, "sealedAddress");
        require(confirmation.expiresAt() != null, "expiresAt");
        require(confirmation.mailbox() == null || is32Bytes(confirmation.mailbox()), "mailbox");
    }

    static void require(boolean holds, String member) throws MalformedEventException {
        if (!holds) {
            throw new MalformedEventException(Reason.INVALID_FIELD, member);
        }
    }

    static boolean isWhole(@Nullable Collection<?> values) {
        return values != null && values.stream().allMatch(value -> value != null);
    }

    static boolean isWhole(@Nullable Map<?, ?> members) {
        return members != null && isWhole(members.values());
    }

    private static boolean matches(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).matches();
    }

    // What every choice has is looked at character by character: the ledger reads each of them, and the verifier again.

    /** Up to 63 of {@code a-z}, {@code 0-9} and, neither first nor last, {@code -}. */
    static boolean isSlug(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= LONGEST_SLUG
                && text.charAt(0) != '-'
                && text.charAt(text.length() - 1) != '-'
                && consistsOf(text, SLUG);
    }

    /** 32 bytes in lower-case hexadecimal digits. */
    static boolean isHash(@Nullable String text) {
        return text != null && text.length() == HEX_OF_32_BYTES && consistsOf(text, HEX);
    }

    static boolean isName(@Nullable String text) {
        return text != null && !text.isEmpty() && text.length() <= LONGEST_NAME && consistsOf(text, NAME);
    }

    static boolean isJurisdiction(@Nullable String text) {
        return matches(JURISDICTION, text);
    }

    /** The one text that {@link UUID#toString} gives. */
    static boolean isUuid(@Nullable String text) {
        if (text == null || text.length() != LENGTH_OF_UUID) {
            return false;
        }
        for (int at = 0; at < LENGTH_OF_UUID; at++) {
            char c = text.charAt(at);
            boolean dash = at == 8 || at == 13 || at == 18 || at == 23;
            if (dash ? c != '-' : c >= CHARACTERS.length || (CHARACTERS[c] & HEX) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Exactly one text stands for 32 bytes: a text whose unused last bits are set is refused. */
    static boolean is32Bytes(@Nullable String text) {
        return text != null
                && text.length() == BASE64URL_OF_32_BYTES
                && LAST_OF_32_BYTES.indexOf(text.charAt(BASE64URL_OF_32_BYTES - 1)) >= 0
                && consistsOf(text, BASE64URL);
    }

    private static boolean consistsOf(String text, int characters) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= CHARACTERS.length || (CHARACTERS[c] & characters) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Of each ASCII character what it may stand in. */
    private static byte[] characters() {
        byte[] of = new byte[128];
        for (char c = 0; c < of.length; c++) {
            boolean digit = c >= '0' && c <= '9';
            boolean lower = c >= 'a' && c <= 'z';
            boolean upper = c >= 'A' && c <= 'Z';
            of[c] |= digit || (c >= 'a' && c <= 'f') ? HEX : 0;
            of[c] |= digit || lower || c == '-' ? SLUG : 0;
            of[c] |= digit || lower || upper || c == '-' || c == '_' ? BASE64URL : 0;
            of[c] |= digit || lower || upper || "._:+-".indexOf(c) >= 0 ? NAME : 0;
        }
        return of;
    }
}
