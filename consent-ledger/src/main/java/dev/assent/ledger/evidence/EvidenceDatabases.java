package dev.assent.ledger.evidence;

import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.log.LogId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

import javax.sql.DataSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ledger's databases. A log lives wholly in one of them, so nothing ever crosses; what belongs to no log (the
 * journal, for one) is in the default one.
 */
@ApplicationScoped
public class EvidenceDatabases {

    private static final Logger LOG = Logger.getLogger(EvidenceDatabases.class);
    private static final String DEFAULT = "default";
    private static final Comparator<StoredLog> BY_NUMBER =
            Comparator.comparingInt(log -> log.id().number());

    private final EvidenceDatabase defaultDatabase;
    private final Generations generations;
    private final List<Further> further = new ArrayList<>();

    /** A database that the settings name, with its logs. */
    private record Further(EvidenceDatabase database, List<LogRange> logs, AgroalDataSource pool) {

        boolean holds(LogId log) {
            return logs.stream().anyMatch(range -> range.contains(log));
        }
    }

    EvidenceDatabases(DataSource dataSource, Flyway flyway, LedgerConfig config, Generations generations) {
        this.generations = generations;
        defaultDatabase = new EvidenceDatabase(DEFAULT, dataSource, Migration.done());
        for (Map.Entry<String, LedgerConfig.Database> named : config.databases().entrySet()) {
            add(named.getKey(), named.getValue(), flyway);
        }
    }

    private void add(String name, LedgerConfig.Database settings, Flyway flyway) {
        List<LogRange> logs = settings.logs().stream().map(LogRange::parse).toList();
        for (Further other : further) {
            if (other.logs().stream().anyMatch(range -> logs.stream().anyMatch(range::overlaps))) {
                throw new IllegalArgumentException("databases %s and %s claim the same log"
                        .formatted(other.database().name(), name));
            }
        }
        AgroalDataSource pool = FurtherDatabase.pool(settings);
        Migration migration = Migration.by(FurtherDatabase.migrating(flyway, settings));
        further.add(new Further(new EvidenceDatabase(name, pool, migration), logs, pool));
    }

    /** The database that a log lives in. */
    public EvidenceDatabase of(LogId log) {
        return further.stream()
                .filter(named -> named.holds(log))
                .map(Further::database)
                .findFirst()
                .orElse(defaultDatabase);
    }

    /** All databases, the default one first. */
    public List<EvidenceDatabase> all() {
        List<EvidenceDatabase> all = new ArrayList<>();
        all.add(defaultDatabase);
        further.forEach(named -> all.add(named.database()));
        return all;
    }

    /**
     * Every log that was ever opened, of all generations, in the order of their numbers.
     *
     * @throws EvidenceUnavailableException if a database does not answer
     */
    public List<StoredLog> logs() {
        return all().stream()
                .flatMap(database -> logsOf(database).stream())
                .sorted(BY_NUMBER)
                .toList();
    }

    /**
     * What can be told while a database is away.
     *
     * @param logs the logs that were ever opened in those that answer, in the order of their numbers
     * @param away the databases that do not
     * @param silent the logs that are to be there, by the settings
     */
    public record Found(List<StoredLog> logs, List<EvidenceDatabase> away, List<LogId> silent) {}

    /** The logs of the databases that answer; for what must not stop because one does not. */
    public Found found() {
        List<StoredLog> logs = new ArrayList<>();
        List<EvidenceDatabase> away = new ArrayList<>();
        for (EvidenceDatabase database : all()) {
            try {
                logs.addAll(logsOf(database));
            } catch (EvidenceUnavailableException e) {
                LOG.debugf("database away: database=%s cause=\"%s\"", database.name(), e);
                away.add(database);
            }
        }
        logs.sort(BY_NUMBER);
        return new Found(List.copyOf(logs), List.copyOf(away), away.isEmpty() ? List.of() : configured(away));
    }

    private List<LogId> configured(List<EvidenceDatabase> in) {
        return generations.newestFirst().reversed().stream()
                .flatMap(generation -> IntStream.range(0, generation.partitions())
                        .mapToObj(partition -> new LogId(generation.number(), partition)))
                .filter(log -> in.contains(of(log)))
                .toList();
    }

    /** A log that was moved leaves a copy behind, which is not asked any more. */
    private List<StoredLog> logsOf(EvidenceDatabase database) {
        return database.read(Logs::all).stream()
                .filter(log -> of(log.id()) == database)
                .toList();
    }

    /** Where a log is that its own database does not have: settings that would begin it anew. */
    public Optional<EvidenceDatabase> astray(LogId log) {
        EvidenceDatabase own = of(log);
        if (own.read(connection -> Logs.find(connection, log)).isPresent()) {
            return Optional.empty();
        }
        return all().stream()
                .filter(other -> other != own)
                .filter(other ->
                        other.read(connection -> Logs.find(connection, log)).isPresent())
                .findFirst();
    }

    /** Before anything is asked of them; one that is down is brought up to date when it is asked next. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        for (Further named : further) {
            try {
                named.database().read(connection -> null);
            } catch (EvidenceUnavailableException e) {
                LOG.warnf(
                        "database not there yet: database=%s cause=\"%s\"",
                        named.database().name(), e.getCause());
            }
        }
    }

    /** After everything that still writes. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        further.forEach(named -> named.pool().close());
    }
}
