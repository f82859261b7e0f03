package dev.assent.notifier.console;

import dev.assent.notifier.request.RequestSummary;
import dev.assent.notifier.request.Requests;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * The page of what is open.
 *
 * @param actor who is signed in
 * @param sites which they see
 * @param rows the most urgent first
 * @param next where the next page begins
 * @param setAside mails that opened no request
 */
public record OpenRequests(
        String actor,
        String sites,
        List<Row> rows,
        @Nullable String next,
        List<AsideRow> setAside) {

    /**
     * A request in the list.
     *
     * @param link its page
     * @param reference its name
     * @param subject never empty
     * @param sender name and address, or what stands for a missing one
     * @param site whose it is
     * @param received the day, as people write it
     * @param due the last day
     * @param left how long that is from today
     * @param urgency {@code bad}, {@code warn} or empty
     * @param todo what to do next
     */
    public record Row(
            String link,
            String reference,
            String subject,
            String sender,
            String site,
            String received,
            String due,
            String left,
            String urgency,
            String todo) {}

    /** A mail that opened no request. */
    public record AsideRow(String site, String sender, String subject, String received, String why) {}

    static OpenRequests of(
            String actor, Collection<String> sites, Requests.Page page, List<Requests.SetAside> setAside, Clock clock) {
        return new OpenRequests(
                actor,
                String.join(", ", sites),
                page.items().stream().map(request -> row(request, clock)).toList(),
                page.next(),
                setAside.stream().map(OpenRequests::row).toList());
    }

    private static Row row(RequestSummary request, Clock clock) {
        DaysLeft left = DaysLeft.of(request.deadline(), clock);
        return new Row(
                "/console/sites/" + request.site() + "/requests/" + request.id(),
                request.reference(),
                Wording.subject(request.subject()),
                Wording.person(request.sender(), request.senderName()),
                request.site(),
                Wording.day(request.deadline().receivedOn()),
                Wording.day(request.deadline().date()),
                left.words(),
                left.urgency(),
                Wording.todo(request.status(), left));
    }

    private static AsideRow row(Requests.SetAside mail) {
        return new AsideRow(
                mail.site(),
                mail.sender().isEmpty() ? "no sender" : mail.sender(),
                Wording.subject(mail.subject()),
                Wording.moment(mail.receivedAt()),
                Wording.origin(mail.origin()));
    }
}
