package dev.assent.notifier.mailbox;

import dev.assent.events.SitePublished;
import dev.assent.notifier.language.LanguageGuess;
import dev.assent.notifier.mailbox.MailboxConfig.Imap;
import dev.assent.notifier.mailbox.MailboxSteps.Place;
import dev.assent.notifier.message.IncomingMessage;
import dev.assent.notifier.message.MessageReader;
import dev.assent.notifier.request.Intake.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jboss.logging.Logger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Fetches what is new in an open mailbox and takes it, one mail after the other. */
@ApplicationScoped
class MailboxReading {

    private static final Logger LOG = Logger.getLogger(MailboxReading.class);
    private static final int TRIES = 3;

    private final MailboxSteps steps;
    private final LanguageGuess languages;
    private final Imap settings;
    private final MessageReader reader;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    MailboxReading(
            MailboxSteps steps, LanguageGuess languages, MailboxConfig config, MeterRegistry metrics, Clock clock) {
        this.steps = steps;
        this.languages = languages;
        this.settings = config.imap();
        this.reader = new MessageReader(settings.largestAttachment(), settings.mostAttachments());
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Does what would make the first mail wait. */
    void prepare(SitePublished site) {
        languages.prepare(site.languages());
    }

    /** Takes every mail behind the position. */
    void takeNew(IMAPFolder folder, MailboxAccess access, SitePublished site, BooleanSupplier stopped)
            throws MessagingException {
        long validity = folder.getUIDValidity();
        long last = steps.lastUid(access.site(), validity);
        Message[] found = folder.getMessagesByUID(last + 1, UIDFolder.LASTUID);
        FetchProfile facts = new FetchProfile();
        facts.add(UIDFolder.FetchProfileItem.UID);
        facts.add(FetchProfile.Item.ENVELOPE);
        facts.add(FetchProfile.Item.SIZE);
        folder.fetch(found, facts);
        Instant reach = last == 0
                ? clock.instant()
                        .atZone(ZoneOffset.UTC)
                        .minus(settings.firstReach())
                        .toInstant()
                : Instant.MIN;
        for (Message message : found) {
            long uid = folder.getUID(message);
            // Where nothing is new, "everything from here" still names the last mail (RFC 9051, 6.4.8).
            if (stopped.getAsBoolean() || message.isExpunged() || uid <= last) {
                continue;
            }
            Place place = new Place(validity, uid, receivedAt(message));
            if (place.receivedAt().isBefore(reach)) {
                steps.pass(access.site(), validity, uid);
            } else {
                take((IMAPMessage) message, access, site, place);
            }
        }
    }

    private void take(IMAPMessage message, MailboxAccess access, SitePublished site, Place place)
            throws MessagingException {
        String key = access.site() + '/' + place.validity() + '/' + place.uid();
        boolean whole = message.getSize() <= settings.largestMessage();
        byte[] raw = whole ? everything(message) : headers(message);
        IncomingMessage mail = refusals.getOrDefault(key, 0) < TRIES ? reader.read(raw, whole) : reader.unread(raw);
        Outcome outcome;
        try {
            outcome = steps.take(access, site, place, mail);
        } catch (RuntimeException e) {
            // Not the database's absence, but this very mail: after some tries only its raw form is kept.
            if (mailsFault(e)) {
                refusals.merge(key, 1, Integer::sum);
            }
            throw e;
        }
        refusals.remove(key);
        // Only now, so that a mail whose transaction was lost still looks new to whoever opens the mailbox.
        message.setFlag(Flags.Flag.SEEN, true);
        metrics.counter("assent.notifier.mails", "site", access.site(), "outcome", outcome.name())
                .increment();
        LOG.infof("mail taken: site=%s uid=%d outcome=%s bytes=%d", access.site(), place.uid(), outcome, raw.length);
    }

    private Instant receivedAt(Message message) throws MessagingException {
        Date received = message.getReceivedDate();
        Instant now = clock.instant();
        return received == null || received.toInstant().isAfter(now) ? now : received.toInstant();
    }

    private static boolean mailsFault(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                // 22: a value that the database cannot hold; 23: one that it must not.
                return state != null && (state.startsWith("22") || state.startsWith("23"));
            }
        }
        return !(thrown instanceof jakarta.persistence.PersistenceException);
    }

    private static byte[] everything(IMAPMessage message) throws MessagingException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream(Math.max(1024, message.getSize()));
        try {
            message.writeTo(raw);
        } catch (IOException e) {
            throw new MessagingException("the mail was not fetched whole", e);
        }
        return raw.toByteArray();
    }

    private static byte[] headers(IMAPMessage message) throws MessagingException {
        StringBuilder lines = new StringBuilder();
        for (Header header : Collections.list(message.getAllHeaders())) {
            lines.append(header.getName())
                    .append(": ")
                    .append(header.getValue())
                    .append("\r\n");
        }
        return lines.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
