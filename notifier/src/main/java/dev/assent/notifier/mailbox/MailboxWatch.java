package dev.assent.notifier.mailbox;

import dev.assent.events.SitePublished;
import dev.assent.notifier.mailbox.MailboxConfig.Imap;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Watches one mailbox on a thread of its own: over IDLE where the server has it, else by asking; and comes back. */
final class MailboxWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(MailboxWatch.class);

    private final MailboxAccess access;
    private final Imap settings;
    private final MailboxReading reading;
    private final Supplier<Optional<SitePublished>> site;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean connected = new AtomicBoolean();
    private volatile @Nullable IMAPFolder open;

    MailboxWatch(MailboxAccess access, Imap settings, MailboxReading reading, Supplier<Optional<SitePublished>> site) {
        this.access = access;
        this.settings = settings;
        this.reading = reading;
        this.site = site;
    }

    MailboxAccess access() {
        return access;
    }

    /** Whether the mailbox is open at this moment. */
    boolean connected() {
        return connected.get();
    }

    void stop() {
        stopping.countDown();
        IMAPFolder folder = open;
        if (folder != null) {
            try {
                folder.forceClose();
            } catch (MessagingException e) {
                LOG.debugf("mailbox not closed cleanly: site=%s", access.site());
            }
        }
    }

    @Override
    public void run() {
        int failures = 0;
        while (!stopped()) {
            try {
                SitePublished known = awaitSite();
                if (known == null) {
                    return;
                }
                reading.prepare(known);
                session();
                failures = 0;
            } catch (MessagingException | RuntimeException e) {
                if (stopped()) {
                    return;
                }
                failures = connected.get() ? 1 : failures + 1;
                // The server's words may hold addresses.
                LOG.warnf(
                        "mailbox not read, will try again: site=%s failures=%d cause=%s",
                        access.site(), failures, e.getClass().getSimpleName());
                LOG.debugf(e, "mailbox not read: site=%s", access.site());
            } finally {
                connected.set(false);
                open = null;
            }
            if (pause(backOff(failures))) {
                return;
            }
        }
    }

    private Duration backOff(int failures) {
        Duration pause = settings.firstPause().multipliedBy(1L << Math.clamp(failures - 1, 0, 20));
        return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
    }

    // A request's deadline and letter need the site's facts; until they are here the mail waits where it is.
    private @Nullable SitePublished awaitSite() {
        Optional<SitePublished> known = site.get();
        while (known.isEmpty()) {
            if (pause(settings.firstPause())) {
                return null;
            }
            known = site.get();
        }
        return known.get();
    }

    private void session() throws MessagingException {
        Session session = Session.getInstance(access.properties(settings));
        try (Store store = session.getStore(access.protocol())) {
            store.connect(access.host(), access.port(), access.user(), access.password());
            try (IMAPFolder folder = (IMAPFolder) store.getFolder(access.folder())) {
                folder.open(Folder.READ_WRITE);
                open = folder;
                connected.set(true);
                boolean idles = ((IMAPStore) store).hasCapability("IDLE");
                LOG.infof("mailbox open: site=%s idle=%s", access.site(), idles);
                watch(folder, idles);
            }
        }
    }

    private void watch(IMAPFolder folder, boolean idles) throws MessagingException {
        while (!stopped()) {
            // A mail that comes while we fetch is announced then, and not again by IDLE: so look until the count holds.
            int count;
            do {
                count = folder.getMessageCount();
                takeNew(folder);
            } while (folder.getMessageCount() != count && !stopped());
            if (idles) {
                idle(folder);
            } else if (pause(settings.pollInterval())) {
                return;
            }
        }
    }

    private void takeNew(IMAPFolder folder) throws MessagingException {
        // The newest snapshot: its address or language may have changed since the mailbox was opened.
        Optional<SitePublished> known = site.get();
        if (known.isPresent()) {
            reading.takeNew(folder, access, known.get(), this::stopped);
        }
    }

    private void idle(IMAPFolder folder) throws MessagingException {
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofVirtual().name("renew-idle").start(() -> renew(folder, over));
        try {
            folder.idle(true);
        } finally {
            over.countDown();
        }
    }

    // Any other command ends the IDLE; a server that has gone away is noticed by it.
    private void renew(IMAPFolder folder, CountDownLatch over) {
        try {
            if (!over.await(settings.renewIdle().toMillis(), TimeUnit.MILLISECONDS)) {
                folder.getMessageCount();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MessagingException | IllegalStateException e) {
            LOG.debugf("idle not renewed: site=%s", access.site());
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private boolean pause(Duration duration) {
        try {
            return stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
