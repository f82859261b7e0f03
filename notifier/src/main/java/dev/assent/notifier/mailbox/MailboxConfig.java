package dev.assent.notifier.mailbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;

/** The mailboxes to which people write, one for each site, and how they are read. */
@ConfigMapping(prefix = "assent.notifier")
public interface MailboxConfig {

    /** The mailbox of each site, by the site's id. A site without one takes no requests by mail. */
    Map<String, Mailbox> mailboxes();

    /** What the mailboxes have in common. */
    Imap imap();

    /** How encryption is used. */
    enum Tls {
        /** None: only for a mail server on this machine. */
        NONE,
        /** STARTTLS, and no mail without it. */
        STARTTLS,
        /** From the first byte. */
        IMPLICIT
    }

    /** A site's mailbox. */
    interface Mailbox {
        /** Its IMAP server; the shared one where this is left out. */
        Optional<String> host();

        /** The server's port; the shared one where this is left out. */
        Optional<Integer> port();

        /** The encryption; the shared one where this is left out. */
        Optional<Tls> tls();

        /** The name to sign in with, in most cases the address. */
        String user();

        /** The password to sign in with. */
        String password();

        /** The folder that is read. */
        @WithDefault("INBOX")
        String folder();
    }

    /** How mailboxes are read. */
    interface Imap {
        /** The IMAP server of mailboxes that name none. */
        @WithDefault("localhost")
        String host();

        /** The port of mailboxes that name none. */
        @WithDefault("993")
        int port();

        /** The encryption of mailboxes that name none; left out: implicit on port 993, none to this machine itself, else STARTTLS. */
        Optional<Tls> tls();

        /** How long connecting and each answer may take. */
        @WithDefault("30s")
        Duration timeout();

        /** After this long an IDLE is ended and begun anew, which also shows whether the server is still there. */
        @WithDefault("4m")
        Duration renewIdle();

        /** How often a server without IDLE is asked. */
        @WithDefault("5s")
        Duration pollInterval();

        /** The pause after the first failure; it doubles with each further one. */
        @WithDefault("1s")
        Duration firstPause();

        /** The longest pause between two tries. */
        @WithDefault("1m")
        Duration longestPause();

        /** Of a mailbox seen for the first time, mail older than this is left alone: its answers are long written. */
        @WithDefault("P31D")
        Period firstReach();

        /** The largest mail that is fetched, in bytes; of a larger one the headers are taken and the rest stays in the mailbox. */
        @WithDefault("52428800")
        int largestMessage();

        /** The largest attachment whose content is kept beside the raw mail, in bytes. */
        @WithDefault("26214400")
        int largestAttachment();

        /** How many attachments of one mail are listed. */
        @WithDefault("100")
        int mostAttachments();
    }
}
