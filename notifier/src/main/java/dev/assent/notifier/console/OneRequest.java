package dev.assent.notifier.console;

import dev.assent.notifier.letter.Letters;
import dev.assent.notifier.request.RequestDetails;
import dev.assent.notifier.request.RequestDetails.EventView;
import dev.assent.notifier.request.RequestDetails.FileView;
import dev.assent.notifier.request.RequestDetails.MessageView;
import dev.assent.notifier.request.RequestSummary;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The page of one request.
 *
 * @param actor who is signed in
 * @param reference its name
 * @param subject never empty
 * @param site whose it is
 * @param sender name and address
 * @param language in English
 * @param languageTag BCP 47
 * @param received as people write it, in the site's zone
 * @param zone the site's zone
 * @param due the last day
 * @param left how long that is from today
 * @param urgency {@code bad}, {@code warn} or empty
 * @param reason why that day
 * @param acknowledgement how the acknowledgement fared
 * @param todo what to do next
 * @param thread mails and letters, oldest first
 * @param events what happened, oldest first
 */
public record OneRequest(
        String actor,
        String reference,
        String subject,
        String site,
        String sender,
        String language,
        String languageTag,
        String received,
        String zone,
        String due,
        String left,
        String urgency,
        String reason,
        Mark acknowledgement,
        String todo,
        List<Entry> thread,
        List<Happened> events) {

    /** A state with its colour: {@code good}, {@code warn}, {@code bad} or empty. */
    public record Mark(String words, String colour) {}

    /**
     * A mail or a letter.
     *
     * @param from who wrote it
     * @param at when
     * @param subject never empty
     * @param text what was written
     * @param language BCP 47 tag where it is known
     * @param note what staff should know of it; empty for nothing
     * @param ours whether it is a letter of the site
     * @param files its attachments
     */
    public record Entry(
            String from,
            String at,
            String subject,
            String text,
            @Nullable String language,
            String note,
            boolean ours,
            List<FileLink> files) {}

    /** An attachment; without a link where its content was not kept. */
    public record FileLink(
            String name, String size, String type, @Nullable String link) {}

    /** Something that happened. */
    public record Happened(String at, String what, String who) {}

    private record Placed(Instant at, Entry entry) {}

    static OneRequest of(String actor, RequestDetails details, Clock clock) {
        RequestSummary request = details.request();
        ZoneId zone = ZoneId.of(request.deadline().timeZone());
        DaysLeft left = DaysLeft.of(request.deadline(), clock);
        return new OneRequest(
                actor,
                request.reference(),
                Wording.subject(request.subject()),
                request.site(),
                Wording.person(request.sender(), request.senderName()),
                Wording.language(request.language()),
                request.language(),
                Wording.moment(request.receivedAt(), zone),
                zone.getId(),
                Wording.day(request.deadline().date()),
                left.words(),
                left.urgency(),
                request.deadline().reason(),
                acknowledgement(details.letters(), zone),
                Wording.todo(request.status(), left),
                thread(details, zone),
                details.events().stream().map(event -> happened(event, zone)).toList());
    }

    private static Mark acknowledgement(List<Letters.Sent> letters, ZoneId zone) {
        if (letters.isEmpty()) {
            return new Mark("Not sent; see the history for why", "warn");
        }
        Letters.Sent letter = letters.getFirst();
        Instant returned = letter.returnedAt();
        Instant sent = letter.sentAt();
        if (returned != null) {
            return new Mark(
                    "Came back on " + Wording.moment(returned, zone) + ": find another way to reach them", "bad");
        }
        if (sent != null) {
            return new Mark("Sent on " + Wording.moment(sent, zone), "good");
        }
        return letter.givenUpAt() != null
                ? new Mark("Could not be sent: no mail server took it", "bad")
                : new Mark(letter.attempts() == 0 ? "On its way" : "Waiting for the mail server", "warn");
    }

    private static List<Entry> thread(RequestDetails details, ZoneId zone) {
        RequestSummary request = details.request();
        List<Placed> entries = new ArrayList<>();
        for (MessageView mail : details.messages()) {
            entries.add(new Placed(mail.receivedAt(), entry(request, mail, zone)));
        }
        for (Letters.Sent letter : details.letters()) {
            Instant sent = letter.sentAt();
            entries.add(new Placed(sent == null ? letter.queuedAt() : sent, entry(letter, zone)));
        }
        entries.sort(Comparator.comparing(Placed::at));
        return entries.stream().map(Placed::entry).toList();
    }

    private static Entry entry(RequestSummary request, MessageView mail, ZoneId zone) {
        String base = "/console/sites/" + request.site() + "/requests/" + request.id() + "/attachments/";
        return new Entry(
                Wording.person(mail.sender(), mail.senderName()),
                Wording.moment(mail.receivedAt(), zone),
                Wording.subject(mail.subject()),
                mail.text().isEmpty() ? "(no text)" : mail.text(),
                null,
                note(request, mail),
                false,
                mail.attachments().stream().map(file -> link(base, file)).toList());
    }

    private static String note(RequestSummary request, MessageView mail) {
        if (!mail.complete()) {
            return "This mail could not be read as a whole: open it in the site's mailbox.";
        }
        if (mail.origin().equals("own") || mail.sender().equalsIgnoreCase(request.sender())) {
            String origin = Wording.origin(mail.origin());
            return origin.isEmpty() ? "" : "This mail: " + origin + ".";
        }
        return "Not from the person who opened this request.";
    }

    private static FileLink link(String base, FileView file) {
        return new FileLink(
                file.name(), Wording.size(file.size()), file.contentType(), file.kept() ? base + file.id() : null);
    }

    private static Entry entry(Letters.Sent letter, ZoneId zone) {
        Instant sent = letter.sentAt();
        return new Entry(
                "Our acknowledgement",
                sent == null ? "not sent yet" : Wording.moment(sent, zone),
                letter.subject(),
                letter.body(),
                letter.language(),
                "",
                true,
                List.of());
    }

    private static Happened happened(EventView event, ZoneId zone) {
        String detail = event.detail();
        return new Happened(
                Wording.moment(event.at(), zone),
                detail == null ? event.label() : event.label() + ": " + detail,
                event.actor());
    }
}
