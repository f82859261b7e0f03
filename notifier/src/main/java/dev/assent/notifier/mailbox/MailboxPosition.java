package dev.assent.notifier.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far a mailbox has been read. */
@Entity
@Table(name = "mailbox_position")
class MailboxPosition {

    @Id
    private String site;

    @Column(name = "uid_validity")
    private long uidValidity;

    @Column(name = "last_uid")
    private long lastUid;

    @SuppressWarnings("NullAway.Init") // filled in by Hibernate
    protected MailboxPosition() {}

    /** The last UID that was taken, 0 where the server has numbered the mailbox anew since (RFC 9051, 2.3.1.1). */
    long lastUid(long validity) {
        return uidValidity == validity ? lastUid : 0;
    }

    void move(long validity, long uid) {
        uidValidity = validity;
        lastUid = uid;
    }
}
