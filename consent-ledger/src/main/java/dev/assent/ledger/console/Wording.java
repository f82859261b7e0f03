package dev.assent.ledger.console;

import dev.assent.ledger.consent.PurposeState;
import dev.assent.ledger.statistics.Breakdown;
import dev.assent.ledger.statistics.Outcome;
import io.quarkus.qute.TemplateExtension;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the console says things. */
final class Wording {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);

    private Wording() {}

    /** With a capital at the start. */
    @TemplateExtension
    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String month(YearMonth month) {
        return MONTH.format(month);
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(ZoneOffset.UTC)) + " UTC";
    }

    static String key(Breakdown by, String key) {
        return switch (by) {
            case DAY -> DAY.format(LocalDate.parse(key));
            case LANGUAGE -> Locale.forLanguageTag(key).getDisplayLanguage(Locale.ENGLISH);
            case SURFACE -> surface(key);
            case NOTICE_VERSION -> "Version " + key;
        };
    }

    static String surface(String surface) {
        return switch (surface) {
            case "banner" -> "Banner";
            case "preferences" -> "Preferences";
            case "form" -> "Form";
            case "api" -> "Site's server";
            case "mail" -> "Mail";
            default -> surface;
        };
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case ACCEPT -> "accepted";
            case REFUSE -> "refused";
            case CUSTOM -> "chose for themselves";
            case WITHDRAW -> "withdrew";
        };
    }

    static String state(PurposeState.State state) {
        return switch (state) {
            case GRANTED -> "granted";
            case DENIED -> "denied";
            case EXPIRED -> "expired";
            case NEVER_ASKED -> "never asked";
            case PENDING -> "waits for its confirmation";
            case EXEMPT -> "needs no consent";
        };
    }

    /** The tag's colour; the words say the same. */
    static String colour(PurposeState.State state) {
        return switch (state) {
            case GRANTED -> "good";
            case DENIED -> "bad";
            case EXPIRED, PENDING -> "warn";
            case NEVER_ASKED, EXEMPT -> "";
        };
    }

    /** What a recorded event is, from its type and action. */
    static String event(String type, @Nullable String word) {
        String known = type + " " + word;
        return switch (known) {
            case "assent.choice-recorded.v1 accept-all" -> "Accepted everything";
            case "assent.choice-recorded.v1 refuse-all" -> "Refused everything";
            case "assent.choice-recorded.v1 withdraw-all" -> "Withdrew everything";
            case "assent.choice-recorded.v1 custom" -> "Chose by purpose";
            case "assent.choice-recorded.v1 renew" -> "Renewed";
            case "assent.choice-recorded.v1 confirm" -> "Confirmed";
            case "assent.subject-linked.v1 true" -> "Linked to a person";
            case "assent.subject-linked.v1 false" -> "No longer linked";
            case "assent.subject-command.v1 erase" -> "Erasure";
            case "assent.subject-command.v1 restrict" -> "Restriction";
            case "assent.subject-command.v1 expire" -> "End of retention";
            case "assent.subject-command.v1 shredded" -> "What an erasure shredded";
            default -> word == null ? type : word;
        };
    }
}
