package dev.assent.api.choice;

import dev.assent.api.choice.ChoiceRequest.Given;
import dev.assent.api.choice.ChoiceRequest.WholeAction;
import dev.assent.events.Method;
import dev.assent.events.Surface;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a choice as nearly every browser sends it: each member once, whole numbers, and texts of printable ASCII without
 * escapes. It knows nothing else and says so; {@link ChoiceRequest} then asks the mapper, which takes the rest or says
 * what is wrong. A test holds the two against each other.
 */
final class PlainReader {

    private static final int MOST_DIGITS = 18;
    private static final int MOST_INT_DIGITS = 9;

    private final byte[] body;
    private int at;

    private @Nullable String subjectSecret;
    private @Nullable String address;
    private @Nullable Long sequence;
    private @Nullable Map<String, Given> choices;
    private @Nullable Map<String, Given> vendors;
    private @Nullable WholeAction action;
    private @Nullable Integer noticeVersion;
    private @Nullable String language;
    private @Nullable Surface surface;
    private @Nullable Method method;
    private @Nullable String occurredAt;
    private @Nullable String bannerVersion;

    private PlainReader(byte[] body) {
        this.body = body;
    }

    /** The request; null if the mapper has to look at it. */
    static @Nullable ChoiceRequest read(byte[] body) {
        PlainReader reader = new PlainReader(body);
        return reader.isPlain() ? reader.request() : null;
    }

    private ChoiceRequest request() {
        return new ChoiceRequest(
                subjectSecret,
                address,
                sequence,
                choices,
                vendors,
                action,
                noticeVersion,
                language,
                surface,
                method,
                occurredAt,
                bannerVersion);
    }

    private boolean isPlain() {
        if (!take('{')) {
            return false;
        }
        do {
            String name = text();
            if (name == null || !take(':') || !member(name)) {
                return false;
            }
        } while (take(','));
        return take('}') && next() < 0;
    }

    /** Whether a member was read; one that comes twice is not. */
    private boolean member(String name) {
        return switch (name) {
            case "subjectSecret" -> subjectSecret == null && (subjectSecret = text()) != null;
            case "address" -> address == null && (address = text()) != null;
            case "sequence" -> sequence == null && (sequence = number(MOST_DIGITS)) != null;
            case "choices" -> choices == null && (choices = answers()) != null;
            case "vendors" -> vendors == null && (vendors = answers()) != null;
            case "action" -> action == null && (action = action(text())) != null;
            case "noticeVersion" -> noticeVersion == null && (noticeVersion = version()) != null;
            case "language" -> language == null && (language = text()) != null;
            case "surface" -> surface == null && (surface = surface(text())) != null;
            case "method" -> method == null && (method = method(text())) != null;
            case "occurredAt" -> occurredAt == null && (occurredAt = text()) != null;
            case "bannerVersion" -> bannerVersion == null && (bannerVersion = text()) != null;
            default -> false;
        };
    }

    private @Nullable Map<String, Given> answers() {
        if (!take('{')) {
            return null;
        }
        Map<String, Given> answers = new LinkedHashMap<>();
        do {
            String name = text();
            Given given = name != null && take(':') ? given(text()) : null;
            if (given == null || answers.put(name, given) != null) {
                return null;
            }
        } while (take(','));
        return take('}') ? answers : null;
    }

    /** A text of printable ASCII without escapes. */
    private @Nullable String text() {
        if (!take('"')) {
            return null;
        }
        int from = at;
        while (at < body.length && body[at] >= ' ' && body[at] <= '~' && body[at] != '"' && body[at] != '\\') {
            at++;
        }
        if (at == body.length || body[at] != '"') {
            return null;
        }
        return new String(body, from, at++ - from, StandardCharsets.US_ASCII);
    }

    /** A whole number without a sign or zeros before it. */
    private @Nullable Long number(int mostDigits) {
        next();
        int from = at;
        long number = 0;
        while (at < body.length && body[at] >= '0' && body[at] <= '9' && at - from < mostDigits) {
            number = number * 10 + (body[at++] - '0');
        }
        boolean ends = at < body.length && (body[at] == ',' || body[at] == '}' || isSpace(body[at]));
        return ends && at > from && (body[from] != '0' || at == from + 1) ? number : null;
    }

    private @Nullable Integer version() {
        Long number = number(MOST_INT_DIGITS);
        return number == null ? null : number.intValue();
    }

    private boolean take(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** The next byte that is no space, which stays where it is; -1 at the end. */
    private int next() {
        while (at < body.length && isSpace(body[at])) {
            at++;
        }
        return at < body.length ? body[at] & 0xFF : -1;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static @Nullable Given given(@Nullable String text) {
        return switch (text) {
            case "granted" -> Given.GRANTED;
            case "denied" -> Given.DENIED;
            case null, default -> null;
        };
    }

    private static @Nullable WholeAction action(@Nullable String text) {
        return switch (text) {
            case "accept-all" -> WholeAction.ACCEPT_ALL;
            case "refuse-all" -> WholeAction.REFUSE_ALL;
            case "withdraw-all" -> WholeAction.WITHDRAW_ALL;
            case "renew" -> WholeAction.RENEW;
            case null, default -> null;
        };
    }

    private static @Nullable Surface surface(@Nullable String text) {
        return switch (text) {
            case "banner" -> Surface.BANNER;
            case "preferences" -> Surface.PREFERENCES;
            case "form" -> Surface.FORM;
            case "api" -> Surface.API;
            case "mail" -> Surface.MAIL;
            case null, default -> null;
        };
    }

    private static @Nullable Method method(@Nullable String text) {
        return switch (text) {
            case "click" -> Method.CLICK;
            case "signal" -> Method.SIGNAL;
            case "api" -> Method.API;
            case null, default -> null;
        };
    }
}
