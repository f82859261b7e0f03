package dev.assent.ledger.rotation;

import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.seal.CannotOpenException;
import dev.assent.ledger.seal.Sealer;
import dev.assent.ledger.seal.WrappedKeys;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to start without a key-encryption key that wraps anything, or with another one under its id: a key that is lost
 * is noticed now, while somebody still has it, and not when a receipt is asked for. A database that is away at the start is
 * looked at once it is there, and not used before.
 */
@ApplicationScoped
class KeysAtStart {

    private static final Logger LOG = Logger.getLogger(KeysAtStart.class);

    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final List<WrappedKeys> tables;

    KeysAtStart(EvidenceDatabases databases, Sealer sealer, @All List<WrappedKeys> tables) {
        this.databases = databases;
        this.sealer = sealer;
        this.tables = tables;
    }

    /** When the tables are there, and before anything is written or answered. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent event) {
        check();
    }

    /** Throws with every fault, if there is any. */
    void check() {
        List<String> faults = new ArrayList<>();
        for (EvidenceDatabase database : databases.all()) {
            try {
                faults.addAll(database.read(this::faults));
            } catch (EvidenceUnavailableException e) {
                LOG.warnf("keys not checked yet, the database is not there: database=%s", database.name());
                database.demand(connection -> {
                    require(database, connection);
                    return null;
                });
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
    }

    /** Of a database that was away at the start: it is not used without its keys. */
    private void require(EvidenceDatabase database, Connection connection) throws SQLException {
        List<String> found = faults(connection);
        if (!found.isEmpty()) {
            LOG.errorf("database not used: database=%s faults=\"%s\"", database.name(), String.join("; ", found));
            throw new EvidenceUnavailableException(
                    "keys of database %s are missing: %s".formatted(database.name(), String.join("; ", found)));
        }
        LOG.infof("keys checked: database=%s", database.name());
    }

    private List<String> faults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (WrappedKeys table : tables) {
            Optional<String> id = table.nextId(connection, "");
            while (id.isPresent()) {
                fault(connection, table, id.get()).ifPresent(faults::add);
                id = table.nextId(connection, id.get());
            }
        }
        return faults;
    }

    private Optional<String> fault(Connection connection, WrappedKeys table, String id) throws SQLException {
        if (!sealer.has(id)) {
            return Optional.of(
                    "the key-encryption key \"%s\" is missing, and %,d %s are wrapped by it: set assent.ledger.kek.keys.%1$s"
                            .formatted(id, table.count(connection, id), table.what()));
        }
        try {
            table.tryOne(connection, id);
            return Optional.empty();
        } catch (CannotOpenException e) {
            return Optional.of("assent.ledger.kek.keys.%s is another key than the one that wraps %,d %s"
                    .formatted(id, table.count(connection, id), table.what()));
        }
    }
}
