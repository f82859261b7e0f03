package dev.assent.notifier.mailbox;

import dev.assent.notifier.mailbox.MailboxConfig.Imap;
import dev.assent.notifier.mailbox.MailboxConfig.Mailbox;
import dev.assent.notifier.mailbox.MailboxConfig.Tls;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/**
 * How to reach a mailbox, with the shared settings filled in.
 *
 * @param site whose it is
 * @param host the IMAP server
 * @param port its port
 * @param tls the encryption
 * @param user the name to sign in with
 * @param password the password
 * @param folder the folder that is read
 */
record MailboxAccess(String site, String host, int port, Tls tls, String user, String password, String folder) {

    private static final int IMAPS = 993;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    static MailboxAccess of(String site, Mailbox mailbox, Imap shared) {
        String host = mailbox.host().orElse(shared.host());
        int port = mailbox.port().orElse(shared.port());
        Tls tls = mailbox.tls().or(shared::tls).orElseGet(() -> usual(host, port));
        return new MailboxAccess(site, host, port, tls, mailbox.user(), mailbox.password(), mailbox.folder());
    }

    private static Tls usual(String host, int port) {
        if (port == IMAPS) {
            return Tls.IMPLICIT;
        }
        return THIS_MACHINE.contains(host) ? Tls.NONE : Tls.STARTTLS;
    }

    /** The protocol's name in Jakarta Mail. */
    String protocol() {
        return tls == Tls.IMPLICIT ? "imaps" : "imap";
    }

    Properties properties(Imap shared) {
        String prefix = "mail." + protocol() + ".";
        String timeout = Long.toString(shared.timeout().toMillis());
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        // While idle nothing comes for as long as an IDLE lasts.
        Duration quiet = shared.renewIdle().plus(shared.timeout());
        properties.put(prefix + "timeout", Long.toString(quiet.toMillis()));
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "fetchsize", "1048576");
        properties.put(prefix + "connectionpoolsize", "1");
        properties.put(prefix + "starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
        properties.put(prefix + "starttls.required", Boolean.toString(tls == Tls.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        return properties;
    }

    /** Without the password, for logs. */
    @Override
    public String toString() {
        return site + " at " + host + ":" + port;
    }
}
