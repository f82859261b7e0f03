package dev.assent.deploy.parts;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A mail server in this JVM: SMTP, and IMAP with IDLE. Mail to any address is taken; the mailbox of an address that nobody
 * has named is made when its first mail comes. It holds its mail in memory: {@link #stop()} and {@link #start()} keep it,
 * the end of this JVM does not.
 */
public final class MailPart implements Part {
    private final int smtpPort;
    private final int imapPort;
    private final Map<String, String> mailboxes;
    private @Nullable GreenMail server;
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(String mailbox, String raw) {}

    private MailPart(int smtpPort, int imapPort, Map<String, String> mailboxes) {
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
        this.mailboxes = new LinkedHashMap<>(mailboxes);
    }

    /**
     * Starts a mail server.
     *
     * @param smtpPort the port of SMTP on 127.0.0.1, or 0 for a free one
     * @param imapPort the port of IMAP on 127.0.0.1, or 0 for a free one
     * @param mailboxes the password of each mailbox; its address is also the user's name
     */
    public static MailPart start(int smtpPort, int imapPort, Map<String, String> mailboxes) {
        MailPart part = new MailPart(Ports.orFree(smtpPort), Ports.orFree(imapPort), mailboxes);
        part.start();
        return part;
    }

    @Override
    public String name() {
        return "Mail";
    }

    /** SMTP's port. */
    @Override
    public int port() {
        return smtpPort;
    }

    /** SMTP's port. */
    public int smtpPort() {
        return smtpPort;
    }

    /** IMAP's port. */
    public int imapPort() {
        return imapPort;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Ports.claim("SMTP", smtpPort);
        Ports.claim("IMAP", imapPort);
        ServerSetup smtp = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        ServerSetup imap = new ServerSetup(imapPort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        smtp.setServerStartupTimeout(20_000);
        imap.setServerStartupTimeout(20_000);
        GreenMail started = new GreenMail(new ServerSetup[] {smtp, imap});
        mailboxes.forEach((address, password) -> started.setUser(address, address, password));
        started.start();
        server = started;
        for (Kept mail : kept) {
            user(started, mail.mailbox).deliver(parse(mail.raw.getBytes(StandardCharsets.ISO_8859_1)));
        }
        kept.clear();
    }

    /**
     * Sends a message as it is.
     *
     * @param from the envelope's sender
     * @param recipients the envelope's recipients
     * @param raw headers and body, in the form of RFC 5322
     */
    public void send(String from, List<String> recipients, byte[] raw) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtpPort));
        properties.put("mail.smtp.from", from);
        try (Transport transport = Session.getInstance(properties).getTransport("smtp")) {
            transport.connect();
            InternetAddress[] addresses = new InternetAddress[recipients.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = new InternetAddress(recipients.get(i));
            }
            transport.sendMessage(parse(raw), addresses);
        } catch (MessagingException e) {
            throw new PartFailedException("The mail server does not take the message", e);
        }
    }

    /** What is in an address's inbox, oldest first; empty where there is no such mailbox. */
    public synchronized List<Mail> inbox(String address) {
        GreenMailUser user = up().getUserManager().getUserByEmail(address);
        if (user == null) {
            return List.of();
        }
        try {
            List<Mail> mails = new ArrayList<>();
            for (var stored :
                    up().getManagers().getImapHostManager().getInbox(user).getMessages()) {
                mails.add(read(stored.getMimeMessage()));
            }
            return mails;
        } catch (FolderException | MessagingException | IOException e) {
            throw new PartFailedException("The mailbox cannot be read", e);
        }
    }

    @Override
    public synchronized void stop() {
        GreenMail stopping = server;
        if (stopping == null) {
            return;
        }
        stopping.getUserManager().listUser().forEach(user -> {
            mailboxes.putIfAbsent(user.getEmail(), user.getPassword());
            inbox(user.getEmail()).forEach(mail -> kept.add(new Kept(user.getEmail(), mail.raw())));
        });
        stopping.stop();
        server = null;
    }

    /** The server shares this JVM, so this is no harder than {@link #stop()}. */
    @Override
    public void kill() {
        stop();
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public synchronized boolean running() {
        return server != null;
    }

    private GreenMail up() {
        if (server == null) {
            throw new PartFailedException("The mail server is stopped");
        }
        return server;
    }

    private static GreenMailUser user(GreenMail mail, String address) {
        GreenMailUser user = mail.getUserManager().getUserByEmail(address);
        if (user == null) {
            throw new PartFailedException("There is no mailbox " + address);
        }
        return user;
    }

    private static MimeMessage parse(byte[] raw) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        } catch (MessagingException e) {
            throw new PartFailedException("Not a mail message", e);
        }
    }

    private static Mail read(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        String subject = message.getSubject();
        return new Mail(
                addresses(message.getFrom()).stream().findFirst().orElse(""),
                addresses(message.getRecipients(Message.RecipientType.TO)),
                subject == null ? "" : subject,
                text(message.getContent()),
                raw.toString(StandardCharsets.ISO_8859_1));
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(address ->
                                address instanceof InternetAddress mail ? mail.getAddress() : address.toString())
                        .toList();
    }

    private static String text(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                String text = text(multipart.getBodyPart(i).getContent());
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return content instanceof String text ? text : "";
    }
}
