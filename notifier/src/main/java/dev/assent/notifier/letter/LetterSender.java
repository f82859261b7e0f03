package dev.assent.notifier.letter;

import dev.assent.notifier.letter.LetterFate.Outcome;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.Optional;

/**
 * Hands one letter to the mail server. At least once: where the process dies between the mail server's answer and the
 * commit, the letter goes out again with the same Message-ID.
 */
@ApplicationScoped
class LetterSender {

    private static final Logger LOG = Logger.getLogger(LetterSender.class);

    private final Letters letters;
    private final ReactiveMailer mailer;
    private final LetterConfig config;
    private final Clock clock;
    private final Event<LetterFate> fates;

    LetterSender(Letters letters, ReactiveMailer mailer, LetterConfig config, Clock clock, Event<LetterFate> fates) {
        this.letters = letters;
        this.mailer = mailer;
        this.config = config;
        this.clock = clock;
        this.fates = fates;
    }

    /** Sends the next letter that is due. Returns whether there was one. */
    @Transactional
    public boolean sendNext() {
        Optional<Letter> due = letters.nextDue();
        due.ifPresent(this::send);
        return due.isPresent();
    }

    private void send(Letter letter) {
        try {
            mailer.send(mail(letter)).await().atMost(config.sendTimeout());
            letter.sent(clock.instant());
            LOG.infof(
                    "letter sent: letter=%s request=%s attempts=%d",
                    letter.id(), letter.requestId(), letter.attempts());
            tell(letter, Outcome.SENT);
        } catch (RuntimeException e) {
            letter.failed(clock.instant(), config.firstPause(), config.longestPause(), config.giveUpAfter());
            // The mail server's words may hold addresses, so only the kind of failure is logged.
            LOG.warnf(
                    "letter not sent, will try again: letter=%s attempts=%d cause=%s",
                    letter.id(), letter.attempts(), e.getClass().getSimpleName());
            if (letter.givenUpAt() != null) {
                tell(letter, Outcome.GIVEN_UP);
            }
        }
    }

    private void tell(Letter letter, Outcome outcome) {
        fates.fire(new LetterFate(letter.id(), letter.requestId(), letter.site(), outcome, clock.instant()));
    }

    private static Mail mail(Letter letter) {
        // Quotes and brackets in a name would end it early.
        String name = letter.senderName()
                .replaceAll("[^\\p{L}\\p{M}\\p{N} .'&-]", " ")
                .strip();
        Mail mail = Mail.withText(letter.recipient(), letter.subject(), letter.body())
                .setFrom(name.isEmpty() ? letter.sender() : name + " <" + letter.sender() + ">")
                .setBounceAddress(letter.sender())
                .addHeader("Message-ID", letter.messageId())
                .addHeader("Auto-Submitted", "auto-replied")
                .addHeader("X-Auto-Response-Suppress", "OOF, AutoReply")
                .addHeader("Content-Language", letter.language());
        String inReplyTo = letter.inReplyTo();
        if (inReplyTo != null) {
            mail.addHeader("In-Reply-To", inReplyTo);
        }
        String references = letter.mailReferences();
        if (references != null) {
            mail.addHeader("References", references);
        }
        return mail;
    }
}
