package dev.assent.registry.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** That a snapshot was handed to the outbox. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields.
@Immutable
@Table(name = "announcement")
class AnnouncementRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String site;
    private int number;
    private String digest;

    @Column(name = "announced_at")
    private Instant announcedAt;

    @SuppressWarnings("NullAway.Init")
    protected AnnouncementRow() {}

    AnnouncementRow(String site, int number, String digest, Instant announcedAt) {
        this.site = site;
        this.number = number;
        this.digest = digest;
        this.announcedAt = announcedAt;
    }

    String digest() {
        return digest;
    }
}
