package dev.assent.notifier.request;

import dev.assent.events.SitePublished;
import dev.assent.foundation.id.EventIds;
import dev.assent.notifier.deadline.Deadline;
import dev.assent.notifier.deadline.ResponsePeriod;
import dev.assent.notifier.language.LanguageGuess;
import dev.assent.notifier.letter.LetterTo;
import dev.assent.notifier.letter.Letters;
import dev.assent.notifier.message.IncomingMessage;
import dev.assent.notifier.message.Origin;
import dev.assent.notifier.request.RequestEvent.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Takes a mail in: opens a request, adds it to the one that it belongs to, sets it aside, or knows it already. */
@ApplicationScoped
public class Intake {

    /** What became of a mail. */
    public enum Outcome {
        /** A new request. */
        OPENED,
        /** Part of a request that was there. */
        ADDED,
        /** Kept without a request: a machine sent it. */
        SET_ASIDE,
        /** A copy of a mail that was taken before. */
        KNOWN
    }

    private static final String PLATFORM = "platform";

    private final SubjectRequests requests;
    private final Messages messages;
    private final Letters letters;
    private final ResponsePeriod period;
    private final LanguageGuess languages;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    Intake(
            SubjectRequests requests,
            Messages messages,
            Letters letters,
            ResponsePeriod period,
            LanguageGuess languages,
            Clock clock) {
        this.requests = requests;
        this.messages = messages;
        this.letters = letters;
        this.period = period;
        this.languages = languages;
        this.clock = clock;
    }

    /**
     * Takes one mail, in the caller's transaction. The caller sees to it that no two mails of a site are taken at a time.
     *
     * @param site whose mailbox it came to
     * @param mail the mail
     * @param receivedAt when the site's mail server took it
     * @param own addresses of the site, in lower case: mail from them is never answered
     * @param letterSender the address that letters leave from, null where the site has none
     */
    @Transactional(TxType.MANDATORY)
    public Outcome take(
            SitePublished site,
            IncomingMessage mail,
            Instant receivedAt,
            Set<String> own,
            @Nullable String letterSender) {
        Origin origin = own.contains(mail.sender().toLowerCase(java.util.Locale.ROOT)) ? Origin.OWN : mail.origin();
        String identity = mail.identity();
        Optional<ReceivedMessage> before = messages.copyOf(site.site(), identity);
        if (before.isPresent()) {
            if (mail.complete() && differs(before.get(), mail)) {
                // A mailer that gives two mails one id must not make us lose the second.
                identity = "sha256:" + mail.fingerprint();
            }
            if (messages.copyOf(site.site(), identity).isPresent()) {
                return Outcome.KNOWN;
            }
        }
        Optional<UUID> conversation = conversationOf(site.site(), mail);
        if (conversation.isPresent()) {
            add(site, conversation.get(), identity, mail, origin, receivedAt);
            return Outcome.ADDED;
        }
        if (!origin.opensRequest()) {
            messages.keep(site.site(), null, identity, mail, origin, receivedAt);
            return Outcome.SET_ASIDE;
        }
        open(site, identity, mail, origin, receivedAt, letterSender);
        return Outcome.OPENED;
    }

    // Copies may lose or gain a footer on their way; another sender with another text is another mail.
    private static boolean differs(ReceivedMessage before, IncomingMessage mail) {
        return !before.fingerprint().equals(mail.fingerprint())
                && !before.sender().equalsIgnoreCase(mail.sender())
                && !before.body().equals(mail.text());
    }

    private Optional<UUID> conversationOf(String site, IncomingMessage mail) {
        return letters.requestOf(site, mail.references())
                .or(() -> messages.requestOf(site, mail.references()))
                .or(() -> Reference.in(mail.subject())
                        .flatMap(reference -> requests.named(site, reference, mail.sender()))
                        .map(SubjectRequest::id));
    }

    private void add(
            SitePublished site,
            UUID requestId,
            String identity,
            IncomingMessage mail,
            Origin origin,
            Instant receivedAt) {
        messages.keep(site.site(), requestId, identity, mail, origin, receivedAt);
        if (origin == Origin.BOUNCE) {
            letters.returned(site.site(), mail.references());
            requests.happened(requestId, Kind.LETTER_RETURNED, PLATFORM, null);
        } else {
            requests.happened(requestId, Kind.MESSAGE_ADDED, PLATFORM, null);
        }
    }

    private void open(
            SitePublished site,
            String identity,
            IncomingMessage mail,
            Origin origin,
            Instant receivedAt,
            @Nullable String letterSender) {
        Deadline deadline = period.from(
                receivedAt, ZoneId.of(site.timeZone()), site.controller().country());
        String language = languages
                .of(mail.subject() + "\n" + mail.text(), site.languages())
                .orElseGet(() ->
                        site.languages().isEmpty() ? "en" : site.languages().getFirst());
        SubjectRequest request = new SubjectRequest(
                EventIds.next(clock),
                site.site(),
                newReference(),
                mail.sender(),
                mail.senderName(),
                mail.subject(),
                language,
                receivedAt,
                clock.instant(),
                deadline);
        requests.persist(request);
        messages.keep(site.site(), request.id(), identity, mail, origin, receivedAt);
        requests.happened(request.id(), Kind.OPENED, PLATFORM, null);
        String why = whyNoAnswer(site.site(), mail.sender(), origin, letterSender);
        if (why != null || letterSender == null) {
            requests.happened(request.id(), Kind.NOT_ACKNOWLEDGED, PLATFORM, why);
            return;
        }
        letters.acknowledge(new LetterTo(
                site,
                request.id(),
                request.reference(),
                letterSender,
                mail.sender(),
                language,
                receivedAt,
                deadline,
                mail.messageId(),
                thread(mail)));
    }

    private @Nullable String whyNoAnswer(String site, String sender, Origin origin, @Nullable String letterSender) {
        if (letterSender == null) {
            return "The site has no address to send it from.";
        }
        if (sender.isEmpty()) {
            return "The mail names no sender.";
        }
        if (!origin.mayBeAnswered()) {
            return "The mail asks for no automatic answer.";
        }
        return letters.tooMany(site, sender)
                ? "This address has had several within a day; a machine may be answering."
                : null;
    }

    private static @Nullable String thread(IncomingMessage mail) {
        List<String> thread = new ArrayList<>(mail.references());
        String last = mail.messageId();
        if (last != null) {
            thread.remove(last);
            thread.add(last);
        }
        // A header of a hundred ids helps nobody: the first and the newest hold the thread together.
        if (thread.size() > 12) {
            thread.subList(1, thread.size() - 10).clear();
        }
        return thread.isEmpty() ? null : String.join(" ", thread);
    }

    private String newReference() {
        String reference = Reference.next(random);
        while (requests.taken(reference)) {
            reference = Reference.next(random);
        }
        return reference;
    }
}
