package dev.assent.notifier.request;

import dev.assent.notifier.deadline.Deadline;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** What a person asked of a site: one conversation, one deadline. */
@Entity
@Table(name = "subject_request")
class SubjectRequest {

    @Id
    private UUID id;

    /** Two members of staff who change one request at a time: the second is told. */
    @Version
    private int revision;

    private String site;
    private String reference;
    private String sender;

    @Column(name = "sender_name")
    private @Nullable String senderName;

    private String subject;
    private String language;

    @Enumerated(EnumType.STRING)
    private RequestStatus status;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Embedded
    private CountedPeriod period;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected SubjectRequest() {}

    @SuppressWarnings("TooManyParameters")
    SubjectRequest(
            UUID id,
            String site,
            String reference,
            String sender,
            @Nullable String senderName,
            String subject,
            String language,
            Instant receivedAt,
            Instant openedAt,
            Deadline deadline) {
        this.id = id;
        this.site = site;
        this.reference = reference;
        this.sender = sender;
        this.senderName = senderName;
        this.subject = subject;
        this.language = language;
        this.status = RequestStatus.RECEIVED;
        this.receivedAt = receivedAt;
        this.openedAt = openedAt;
        this.period = new CountedPeriod(deadline);
    }

    UUID id() {
        return id;
    }

    String site() {
        return site;
    }

    String reference() {
        return reference;
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

    String language() {
        return language;
    }

    RequestStatus status() {
        return status;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Deadline deadline() {
        return period.deadline();
    }

    /** The sender has been told. */
    void acknowledged() {
        if (status == RequestStatus.RECEIVED) {
            status = RequestStatus.ACKNOWLEDGED;
        }
    }
}
