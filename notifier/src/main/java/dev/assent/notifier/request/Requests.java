package dev.assent.notifier.request;

import dev.assent.foundation.journal.Journal;
import dev.assent.notifier.letter.Letters;
import dev.assent.notifier.request.RequestDetails.EventView;
import dev.assent.notifier.request.RequestDetails.FileView;
import dev.assent.notifier.request.RequestDetails.MessageView;
import dev.assent.notifier.request.SubjectRequests.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What staff may see of requests. Whoever opens one is entered in the journal in the same transaction. */
@ApplicationScoped
public class Requests {

    /**
     * A page of a list.
     *
     * @param items the most urgent first
     * @param next where the next page begins; null on the last
     */
    public record Page(List<RequestSummary> items, @Nullable String next) {}

    /** A file to hand out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Download(String name, byte[] content) {}

    /**
     * A mail that opened no request.
     *
     * @param site whose mailbox it came to
     * @param sender the address in From
     * @param subject decoded
     * @param origin why it was set aside
     * @param receivedAt when the site's mail server took it
     */
    public record SetAside(String site, String sender, String subject, String origin, Instant receivedAt) {}

    private static final String OBJECT = "request";

    private final SubjectRequests requests;
    private final Messages messages;
    private final Letters letters;
    private final Journal journal;

    Requests(SubjectRequests requests, Messages messages, Letters letters, Journal journal) {
        this.requests = requests;
        this.messages = messages;
        this.letters = letters;
        this.journal = journal;
    }

    /**
     * Requests of these sites, the most urgent first.
     *
     * @param sites which the caller may see
     * @param states null for all that are open
     * @param cursor from the page before, null for the first
     * @param most how many
     * @throws IllegalArgumentException if the cursor is none of ours
     */
    @Transactional
    public Page page(
            Collection<String> sites, @Nullable Collection<RequestStatus> states, @Nullable String cursor, int most) {
        Collection<RequestStatus> wanted = states != null
                ? states
                : Arrays.stream(RequestStatus.values())
                        .filter(RequestStatus::open)
                        .toList();
        Place after = cursor == null ? null : Cursor.read(cursor);
        List<SubjectRequest> found = requests.page(sites, wanted, after, most + 1);
        List<SubjectRequest> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? Cursor.write(new Place(
                        shown.getLast().deadline().dueAt(), shown.getLast().id()))
                : null;
        return new Page(shown.stream().map(RequestSummary::of).toList(), next);
    }

    /** A request with all that belongs to it; the reader is entered in the journal. */
    @Transactional
    public Optional<RequestDetails> open(String actor, String site, UUID id) {
        return requests.of(site, id).map(request -> {
            journal.record(actor, "request.read", site, OBJECT, id.toString(), Map.of());
            return details(request);
        });
    }

    /** An attachment's content; the reader is entered in the journal. */
    @Transactional
    public Optional<Download> attachment(String actor, String site, UUID id, UUID attachment) {
        return requests.of(site, id)
                .flatMap(request -> messages.attachmentsOf(id).stream()
                        .filter(file -> file.id().equals(attachment))
                        .findFirst())
                .flatMap(file -> Optional.ofNullable(messages.contentOf(file)).map(content -> {
                    journal.record(
                            actor,
                            "attachment.read",
                            site,
                            OBJECT,
                            id.toString(),
                            Map.of("attachment", attachment.toString()));
                    return new Download(file.name(), content);
                }));
    }

    /** Mails of these sites that opened no request, newest first. */
    @Transactional
    public List<SetAside> setAside(Collection<String> sites, int most) {
        return messages.setAside(sites, most).stream()
                .map(mail -> new SetAside(
                        mail.site(), mail.sender(), mail.subject(), lower(mail.origin()), mail.receivedAt()))
                .toList();
    }

    private RequestDetails details(SubjectRequest request) {
        Map<UUID, List<FileView>> files = messages.attachmentsOf(request.id()).stream()
                .collect(Collectors.groupingBy(
                        Attachment::messageId, Collectors.mapping(Requests::view, Collectors.toList())));
        return new RequestDetails(
                RequestSummary.of(request),
                messages.of(request.id()).stream()
                        .map(mail -> view(mail, files.getOrDefault(mail.id(), List.of())))
                        .toList(),
                letters.of(request.id()),
                requests.eventsOf(request.id()).stream().map(Requests::view).toList());
    }

    private static MessageView view(ReceivedMessage mail, List<FileView> files) {
        return new MessageView(
                mail.id(),
                mail.sender(),
                mail.senderName(),
                mail.subject(),
                mail.body(),
                lower(mail.origin()),
                mail.complete(),
                mail.receivedAt(),
                files);
    }

    private static FileView view(Attachment file) {
        return new FileView(file.id(), file.name(), file.contentType(), file.size(), file.sha256(), file.kept());
    }

    private static EventView view(RequestEvent event) {
        return new EventView(event.at(), lower(event.kind()), event.kind().label(), event.actor(), event.detail());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
