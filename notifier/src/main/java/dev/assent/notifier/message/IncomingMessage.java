package dev.assent.notifier.message;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A mail, read. Every text is free of control characters; none is trusted.
 *
 * @param messageId the Message-ID with its angle brackets, null where the mail has none
 * @param fingerprint SHA-256 over sender, date, subject, text and attachments, 64 hex digits: the same for every copy
 * @param references ids of the mails that this one answers, oldest first; of a bounce also those that came back
 * @param sender the address in From, in lower case but for its local part; empty where there is none
 * @param senderName the name beside it
 * @param subject decoded (RFC 2047), one line
 * @param text what a person reads; of HTML the text alone
 * @param origin who or what sent it
 * @param attachments in the order of the mail
 * @param raw the mail as it came; its headers alone where it was too large to fetch
 * @param complete false where the mail could not be read or fetched as a whole
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IncomingMessage(
        @Nullable String messageId,
        String fingerprint,
        List<String> references,
        String sender,
        @Nullable String senderName,
        String subject,
        String text,
        Origin origin,
        List<AttachedFile> attachments,
        byte[] raw,
        boolean complete) {

    /**
     * A file in the mail.
     *
     * @param name safe to offer as a file's name
     * @param contentType as the mail says, for example {@code application/pdf}; never to be believed
     * @param size in bytes
     * @param sha256 64 hex digits
     * @param content the bytes; null where the file is over the limit (it is still in the raw mail)
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record AttachedFile(String name, String contentType, long size, String sha256, byte @Nullable [] content) {}

    /** What makes two mails of one mailbox copies of each other. */
    public String identity() {
        return messageId == null ? "sha256:" + fingerprint : "id:" + messageId;
    }
}
