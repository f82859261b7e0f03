package dev.assent.benchmarks.peers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One row for one request. */
@Entity
@Table(name = "choice")
class StoredChoice {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @Column(nullable = false, length = 128)
    private @Nullable String subject;

    @Column(nullable = false, length = 2000)
    private @Nullable String body;

    /** For Hibernate. */
    protected StoredChoice() {}

    StoredChoice(String subject, String body) {
        this.subject = subject;
        this.body = body;
    }
}
