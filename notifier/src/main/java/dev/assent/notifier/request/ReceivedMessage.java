package dev.assent.notifier.request;

import dev.assent.notifier.message.IncomingMessage;
import dev.assent.notifier.message.Origin;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A mail of a site's mailbox; never changed. */
@Entity
@Immutable
@Table(name = "message")
class ReceivedMessage {

    @Id
    private UUID id;

    private String site;

    /** Null for a mail that was set aside. */
    @Column(name = "request_id")
    private @Nullable UUID requestId;

    @Column(nullable = false)
    private String identity;

    private String fingerprint;

    @Column(name = "message_id")
    private @Nullable String messageId;

    private String sender;

    @Column(name = "sender_name")
    private @Nullable String senderName;

    private String subject;
    private String body;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private boolean complete;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "taken_at")
    private Instant takenAt;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected ReceivedMessage() {}

    ReceivedMessage(
            UUID id,
            String site,
            @Nullable UUID requestId,
            String identity,
            IncomingMessage mail,
            Origin origin,
            Instant receivedAt,
            Instant takenAt) {
        this.id = id;
        this.site = site;
        this.requestId = requestId;
        this.identity = identity;
        this.fingerprint = mail.fingerprint();
        this.messageId = mail.messageId();
        this.sender = mail.sender();
        this.senderName = mail.senderName();
        this.subject = mail.subject();
        this.body = mail.text();
        this.origin = origin;
        this.complete = mail.complete();
        this.receivedAt = receivedAt;
        this.takenAt = takenAt;
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID requestId() {
        return requestId;
    }

    String fingerprint() {
        return fingerprint;
    }

    String site() {
        return site;
    }

    String sender() {
        return sender;
    }

    @Nullable
    String senderName() {
        return senderName;
    }

    String subject() {
        return subject;
    }

    String body() {
        return body;
    }

    Origin origin() {
        return origin;
    }

    boolean complete() {
        return complete;
    }

    Instant receivedAt() {
        return receivedAt;
    }
}
