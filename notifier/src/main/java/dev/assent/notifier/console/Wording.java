package dev.assent.notifier.console;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the console says things. */
final class Wording {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private Wording() {}

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(ZoneOffset.UTC)) + " UTC";
    }

    static String moment(Instant moment, ZoneId zone) {
        return MOMENT.format(moment.atZone(zone));
    }

    static String subject(String subject) {
        return subject.isBlank() ? "(no subject)" : subject;
    }

    static String person(String address, @Nullable String name) {
        if (address.isEmpty()) {
            return "Unknown sender";
        }
        return name == null || name.isBlank() ? address : name + " <" + address + ">";
    }

    static String language(String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        return bytes < 1024 * 1024
                ? Math.round(bytes / 1024.0) + " kB"
                : String.format(Locale.ENGLISH, "%.1f MB", bytes / (1024.0 * 1024.0));
    }

    static String todo(String status, DaysLeft left) {
        if (left.over()) {
            return "Overdue: answer now, and say why it is late";
        }
        return status.equals("acknowledged")
                ? "Read it, and answer in the site's mailbox"
                : "Read it; the acknowledgement is not out yet";
    }

    static String origin(String origin) {
        return switch (origin) {
            case "automatic" -> "sent by a machine";
            case "bulk" -> "sent to a list";
            case "bounce" -> "a delivery report";
            case "own" -> "sent from the site's own address";
            case "unanswerable" -> "asks for no automatic answer";
            default -> "";
        };
    }
}
