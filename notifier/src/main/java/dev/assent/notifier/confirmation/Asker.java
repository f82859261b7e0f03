package dev.assent.notifier.confirmation;

import dev.assent.events.ConfirmationAsked;
import dev.assent.events.SitePublished;
import dev.assent.foundation.seal.SealBrokenException;
import dev.assent.foundation.snapshot.Snapshots;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Puts one question to the owner of an address. The address lives no longer than this takes. */
@ApplicationScoped
class Asker {

    /** What became of a question. */
    enum Fate {
        /** The mail server has the mail. */
        SENT,
        /** That person has had the day's mail of that site. */
        ALREADY,
        /** The link would not work any more. */
        EXPIRED,
        /** It was not sealed to this service, or holds something else than it should. */
        UNREADABLE,
        /** The mail server says that there is no such address. */
        REFUSED,
        /** Not now; another try may do. */
        LATER
    }

    private static final Logger LOG = Logger.getLogger(Asker.class);

    private final Snapshots snapshots;
    private final SealKeys keys;
    private final SentMails mails;
    private final ConfirmationMail wording;
    private final ReactiveMailer mailer;
    private final ConfirmationConfig config;
    private final Clock clock;
    private final MeterRegistry registry;

    Asker(
            Snapshots snapshots,
            SealKeys keys,
            SentMails mails,
            ConfirmationMail wording,
            ReactiveMailer mailer,
            ConfirmationConfig config,
            Clock clock,
            MeterRegistry registry) {
        this.snapshots = snapshots;
        this.keys = keys;
        this.mails = mails;
        this.wording = wording;
        this.mailer = mailer;
        this.config = config;
        this.clock = clock;
        this.registry = registry;
    }

    Fate ask(ConfirmationAsked asked) {
        Optional<SitePublished> site = snapshots.find(asked.site());
        Fate fate = fate(asked, site);
        Counter.builder("assent.confirmations.mails")
                .description("Questions to owners of e-mail addresses, by what became of them")
                .tag("site", site.isPresent() ? asked.site() : "unknown")
                .tag("outcome", fate.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        return fate;
    }

    private Fate fate(ConfirmationAsked asked, Optional<SitePublished> site) {
        if (!clock.instant().isBefore(asked.expiresAt())) {
            LOG.infof("confirmation not asked, it has expired: choice=%s", asked.choiceEventId());
            return Fate.EXPIRED;
        }
        if (site.isEmpty()) {
            return Fate.LATER;
        }
        if (!keys.knows(asked.keyVersion())) {
            LOG.errorf(
                    "confirmation not asked, a key is missing: choice=%s set=assent.notifier.confirmations.keys.%d",
                    asked.choiceEventId(), asked.keyVersion());
            return Fate.LATER;
        }
        Opened opened;
        try {
            opened = keys.open(asked);
        } catch (SealBrokenException | IOException e) {
            LOG.warnf("confirmation not asked, the seal does not open: choice=%s", asked.choiceEventId());
            return Fate.UNREADABLE;
        }
        return mails.claim(asked) ? send(site.get(), asked, opened) : Fate.ALREADY;
    }

    private Fate send(SitePublished site, ConfirmationAsked asked, Opened opened) {
        try {
            mailer.send(wording.write(site, asked, opened)).await().atMost(config.sendTimeout());
        } catch (RuntimeException e) {
            mails.release(asked);
            boolean refused = SmtpAnswer.refusesTheAddress(e);
            // The mail server's words may hold the address, so only the kind of failure is logged.
            LOG.warnf(
                    "confirmation mail not sent: choice=%s again=%s cause=%s",
                    asked.choiceEventId(), !refused, e.getClass().getSimpleName());
            return refused ? Fate.REFUSED : Fate.LATER;
        }
        mails.sent(asked);
        LOG.infof("confirmation mail sent: choice=%s", asked.choiceEventId());
        return Fate.SENT;
    }
}
