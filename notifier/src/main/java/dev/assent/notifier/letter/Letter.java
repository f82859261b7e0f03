package dev.assent.notifier.letter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A letter: its text is settled when it is queued, so that every try sends the same. */
@Entity
@Table(name = "letter")
class Letter {

    /** What a letter is for. */
    enum Kind {
        /** Says that a request arrived, and by when it will be answered. */
        ACKNOWLEDGEMENT
    }

    @Id
    private UUID id;

    @Version
    private int revision;

    private String site;

    @Column(name = "request_id")
    private UUID requestId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String language;

    @Column(name = "message_id")
    private String messageId;

    @Column(name = "in_reply_to")
    private @Nullable String inReplyTo;

    @Column(name = "mail_references")
    private @Nullable String mailReferences;

    private String sender;

    @Column(name = "sender_name")
    private String senderName;

    private String recipient;
    private String subject;
    private String body;

    @Column(name = "queued_at")
    private Instant queuedAt;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    private int attempts;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Column(name = "given_up_at")
    private @Nullable Instant givenUpAt;

    @Column(name = "returned_at")
    private @Nullable Instant returnedAt;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected Letter() {}

    Letter(UUID id, LetterTo to, LetterText text, String language, Instant now) {
        this.id = id;
        this.site = to.site().site();
        this.requestId = to.requestId();
        this.kind = Kind.ACKNOWLEDGEMENT;
        this.language = language;
        // Fixed here, so that a letter that is sent twice can be told to be one.
        this.messageId = "<" + id + "@" + to.sender().substring(to.sender().lastIndexOf('@') + 1) + ">";
        this.inReplyTo = to.inReplyTo();
        this.mailReferences = to.references();
        this.sender = to.sender();
        this.senderName = text.signature();
        this.recipient = to.recipient();
        this.subject = text.subject();
        this.body = text.body();
        this.queuedAt = now;
        this.nextAttemptAt = now;
    }

    /** It has been handed to the mail server. */
    void sent(Instant now) {
        attempts++;
        sentAt = now;
    }

    /** It could not be handed over; tried again later and later, until the limit. */
    void failed(Instant now, Duration firstPause, Duration longestPause, Duration giveUpAfter) {
        attempts++;
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempts - 1, 20));
        nextAttemptAt = now.plus(pause.compareTo(longestPause) < 0 ? pause : longestPause);
        if (now.isAfter(queuedAt.plus(giveUpAfter))) {
            givenUpAt = now;
        }
    }

    /** A report says that it did not reach its recipient. */
    void returned(Instant now) {
        if (returnedAt == null) {
            returnedAt = now;
        }
    }

    UUID id() {
        return id;
    }

    UUID requestId() {
        return requestId;
    }

    String site() {
        return site;
    }

    Kind kind() {
        return kind;
    }

    String language() {
        return language;
    }

    String messageId() {
        return messageId;
    }

    @Nullable
    String inReplyTo() {
        return inReplyTo;
    }

    @Nullable
    String mailReferences() {
        return mailReferences;
    }

    String sender() {
        return sender;
    }

    String senderName() {
        return senderName;
    }

    String recipient() {
        return recipient;
    }

    String subject() {
        return subject;
    }

    String body() {
        return body;
    }

    Instant queuedAt() {
        return queuedAt;
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Nullable
    Instant givenUpAt() {
        return givenUpAt;
    }

    @Nullable
    Instant returnedAt() {
        return returnedAt;
    }
}
