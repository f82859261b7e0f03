package dev.assent.notifier.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.util.UUID;

/** A mail's bytes as they came. */
@Entity
@Immutable
@Table(name = "message_raw")
class RawMessage {

    @Id
    @Column(name = "message_id")
    private UUID messageId;

    private byte[] content;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected RawMessage() {}

    RawMessage(UUID messageId, byte[] content) {
        this.messageId = messageId;
        this.content = content;
    }

    UUID messageId() {
        return messageId;
    }

    byte[] content() {
        return content;
    }
}
