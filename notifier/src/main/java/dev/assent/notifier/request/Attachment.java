package dev.assent.notifier.request;

import dev.assent.notifier.message.IncomingMessage.AttachedFile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.util.UUID;

/** A file of a mail, without its content. */
@Entity
@Immutable
@Table(name = "attachment")
class Attachment {

    @Id
    private UUID id;

    @Column(name = "message_id")
    private UUID messageId;

    private int position;
    private String name;

    @Column(name = "content_type")
    private String contentType;

    private long size;
    private String sha256;
    private boolean kept;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected Attachment() {}

    Attachment(UUID id, UUID messageId, int position, AttachedFile file) {
        this.id = id;
        this.messageId = messageId;
        this.position = position;
        this.name = file.name();
        this.contentType = file.contentType();
        this.size = file.size();
        this.sha256 = file.sha256();
        this.kept = file.content() != null;
    }

    UUID id() {
        return id;
    }

    UUID messageId() {
        return messageId;
    }

    int position() {
        return position;
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }

    boolean kept() {
        return kept;
    }
}
