package dev.assent.ledger.evidence;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Brings one database's tables up to date, once. */
final class Migration {

    private volatile @Nullable Flyway pending;

    private Migration(@Nullable Flyway pending) {
        this.pending = pending;
    }

    /** For a database whose tables were brought up to date when the service started. */
    static Migration done() {
        return new Migration(null);
    }

    static Migration by(Flyway flyway) {
        return new Migration(flyway);
    }

    /**
     * Returns when the tables are up to date.
     *
     * @throws EvidenceUnavailableException if they are not; the next call tries again
     */
    void ensure() {
        if (pending != null) {
            migrate();
        }
    }

    private synchronized void migrate() {
        Flyway flyway = pending;
        if (flyway == null) {
            return;
        }
        try {
            flyway.migrate();
            pending = null;
        } catch (FlywayException e) {
            throw new EvidenceUnavailableException("a database's tables are not up to date yet", e);
        }
    }
}
