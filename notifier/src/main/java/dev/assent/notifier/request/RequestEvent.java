package dev.assent.notifier.request;

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

/** Something that happened to a request; never changed, which the database enforces. */
@Entity
@Immutable
@Table(name = "request_event")
class RequestEvent {

    /** What happened. */
    enum Kind {
        /** The request was taken in. */
        OPENED("Request opened"),
        /** A further mail came. */
        MESSAGE_ADDED("Mail added"),
        /** No acknowledgement is sent, and the detail says why. */
        NOT_ACKNOWLEDGED("No acknowledgement sent"),
        /** The acknowledgement left for its recipient. */
        ACKNOWLEDGED("Acknowledgement sent"),
        /** A letter came back. */
        LETTER_RETURNED("Letter came back"),
        /** A letter could not be handed over, and no further try is made. */
        LETTER_GIVEN_UP("Letter could not be sent");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    @Id
    private UUID id;

    @Column(name = "request_id")
    private UUID requestId;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String actor;
    private @Nullable String detail;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected RequestEvent() {}

    RequestEvent(UUID id, UUID requestId, Instant at, Kind kind, String actor, @Nullable String detail) {
        this.id = id;
        this.requestId = requestId;
        this.at = at;
        this.kind = kind;
        this.actor = actor;
        this.detail = detail;
    }

    UUID id() {
        return id;
    }

    UUID requestId() {
        return requestId;
    }

    Instant at() {
        return at;
    }

    Kind kind() {
        return kind;
    }

    String actor() {
        return actor;
    }

    @Nullable
    String detail() {
        return detail;
    }
}
