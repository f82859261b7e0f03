package dev.assent.notifier.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.util.UUID;

/** An attachment's bytes. */
@Entity
@Immutable
@Table(name = "attachment_content")
class AttachmentContent {

    @Id
    @Column(name = "attachment_id")
    private UUID attachmentId;

    private byte[] content;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected AttachmentContent() {}

    AttachmentContent(UUID attachmentId, byte[] content) {
        this.attachmentId = attachmentId;
        this.content = content;
    }

    UUID attachmentId() {
        return attachmentId;
    }

    byte[] content() {
        return content;
    }
}
