package dev.assent.notifier.mailbox;

import dev.assent.events.SitePublished;
import dev.assent.notifier.message.IncomingMessage;
import dev.assent.notifier.request.Intake;
import dev.assent.notifier.request.Intake.Outcome;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Steps through a mailbox: a mail, what it leads to, and the position behind it are one transaction. */
@ApplicationScoped
class MailboxSteps implements PanacheRepositoryBase<MailboxPosition, String> {

    /**
     * A mail in a mailbox.
     *
     * @param validity the mailbox's UIDVALIDITY
     * @param uid its UID
     * @param receivedAt when the server took it
     */
    record Place(long validity, long uid, Instant receivedAt) {}

    private final Intake intake;
    private final EntityManager entities;

    MailboxSteps(Intake intake, EntityManager entities) {
        this.intake = intake;
        this.entities = entities;
    }

    /** The last UID taken under this UIDVALIDITY, 0 for none. */
    @Transactional
    public long lastUid(String site, long validity) {
        return findByIdOptional(site).map(known -> known.lastUid(validity)).orElse(0L);
    }

    /** Takes a mail and moves on behind it. Another replica that reads the same mailbox waits, and then knows it. */
    @Transactional
    public Outcome take(MailboxAccess access, SitePublished site, Place place, IncomingMessage mail) {
        MailboxPosition position = locked(access.site(), place.validity());
        if (place.uid() <= position.lastUid(place.validity())) {
            return Outcome.KNOWN;
        }
        String dpo = site.controller().dpoAddress();
        String mailbox = access.user().contains("@") ? access.user() : null;
        Outcome outcome = intake.take(site, mail, place.receivedAt(), own(dpo, mailbox), dpo == null ? mailbox : dpo);
        position.move(place.validity(), place.uid());
        return outcome;
    }

    /** Moves on without taking anything. */
    @Transactional
    public void pass(String site, long validity, long uid) {
        MailboxPosition position = locked(site, validity);
        if (uid > position.lastUid(validity)) {
            position.move(validity, uid);
        }
    }

    private MailboxPosition locked(String site, long validity) {
        entities.createNativeQuery(
                        "INSERT INTO mailbox_position (site, uid_validity, last_uid) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING")
                .setParameter(1, site)
                .setParameter(2, validity)
                .executeUpdate();
        return findById(site, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Set<String> own(@Nullable String dpo, @Nullable String mailbox) {
        Set<String> own = new HashSet<>();
        if (dpo != null) {
            own.add(dpo.toLowerCase(Locale.ROOT));
        }
        if (mailbox != null) {
            own.add(mailbox.toLowerCase(Locale.ROOT));
        }
        return own;
    }
}
