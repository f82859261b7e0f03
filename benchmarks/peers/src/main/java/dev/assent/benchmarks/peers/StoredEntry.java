package dev.assent.benchmarks.peers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** One row for one event, with the columns and indexes that the ledger's entries have. */
@Entity
@Table(
        name = "entry",
        uniqueConstraints = @UniqueConstraint(columnNames = {"log", "eventId"}),
        indexes = @Index(columnList = "log, keyNumber, id"))
@SuppressWarnings("UnusedVariable") // Hibernate reads them.
class StoredEntry {

    @Id
    private long id;

    private int log;

    @Column(nullable = false)
    private @Nullable UUID eventId;

    private long keyNumber;
    private long sequence;
    private short kind;
    private short standing;

    @Column(nullable = false)
    private byte @Nullable [] commitment;

    @Column(nullable = false)
    private byte @Nullable [] receiptTag;

    @Column(nullable = false)
    private byte @Nullable [] sealed;

    /** For Hibernate. */
    protected StoredEntry() {}

    /** A row that was prepared beforehand. */
    StoredEntry(long id, int log, UUID eventId, byte[] commitment, byte[] receiptTag, byte[] sealed) {
        this.id = id;
        this.log = log;
        this.eventId = eventId;
        this.keyNumber = id / 3;
        this.sequence = id;
        this.kind = 1;
        this.standing = 1;
        this.commitment = commitment;
        this.receiptTag = receiptTag;
        this.sealed = sealed;
    }
}
