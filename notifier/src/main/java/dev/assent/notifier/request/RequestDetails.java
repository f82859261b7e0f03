package dev.assent.notifier.request;

import dev.assent.notifier.letter.Letters;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request with all that belongs to it.
 *
 * @param request what lists show
 * @param messages the mails, oldest first
 * @param letters the letters, oldest first
 * @param events what happened, oldest first
 */
public record RequestDetails(
        RequestSummary request, List<MessageView> messages, List<Letters.Sent> letters, List<EventView> events) {

    /**
     * A mail.
     *
     * @param id UUIDv7
     * @param sender the address in From
     * @param senderName the name beside it
     * @param subject decoded
     * @param text what a person reads; of HTML the text alone
     * @param origin {@code person}, {@code unanswerable}, {@code automatic}, {@code bulk}, {@code bounce} or {@code own}
     * @param complete false where the mail was too large or could not be read as a whole
     * @param receivedAt when the site's mail server took it
     * @param attachments its files
     */
    public record MessageView(
            UUID id,
            String sender,
            @Nullable String senderName,
            String subject,
            String text,
            String origin,
            boolean complete,
            Instant receivedAt,
            List<FileView> attachments) {}

    /**
     * A file.
     *
     * @param id UUIDv7
     * @param name safe to offer as a file's name
     * @param contentType as the mail says; not to be believed
     * @param size in bytes
     * @param sha256 64 hex digits
     * @param kept whether its content can be fetched; else it is in the raw mail alone
     */
    public record FileView(UUID id, String name, String contentType, long size, String sha256, boolean kept) {}

    /**
     * Something that happened.
     *
     * @param at when
     * @param kind for example {@code opened}
     * @param label the same in plain English
     * @param actor who; {@code platform} for what runs by itself
     * @param detail what else is known
     */
    public record EventView(
            Instant at,
            String kind,
            String label,
            String actor,
            @Nullable String detail) {}
}
