package dev.assent.ledger.erasure;

import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.SitePublished;
import dev.assent.events.SubjectCommand;
import dev.assent.foundation.outbox.Outbox;
import dev.assent.foundation.snapshot.Snapshots;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.erasure.Places.Place;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.restricted.Cases;
import dev.assent.ledger.seal.Quarter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds what has had its time, and orders its end: kept proofs whose evidence period is over, data keys of quarters whose
 * choices have neither validity nor evidence period left, and packages. It orders by the log, as everything is ended. What is in
 * a database that is away has its turn later.
 */
@ApplicationScoped
class Retention {

    /** Any number that no other lock of the database uses. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(x'726574656e7400'::bigint)";

    private static final int MOST_CASES = 100;
    private static final String OVER = """
            SELECT key_no FROM keys.data_keys
            WHERE log_id = ? AND site = ? AND quarter < ? AND restricted_by IS NULL AND subject <> ?
            ORDER BY key_no LIMIT ?""";

    private final LedgerConfig config;
    private final Places places;
    private final EvidenceDatabases databases;
    private final DataSource dataSource;
    private final Packages packages;
    private final AccessPackage access;
    private final Commands commands;
    private final Snapshots snapshots;
    private final Outbox outbox;
    private final Clock clock;

    Retention(
            LedgerConfig config,
            Places places,
            EvidenceDatabases databases,
            DataSource dataSource,
            Packages packages,
            AccessPackage access,
            Commands commands,
            Snapshots snapshots,
            Outbox outbox,
            Clock clock) {
        this.config = config;
        this.places = places;
        this.databases = databases;
        this.dataSource = dataSource;
        this.packages = packages;
        this.access = access;
        this.commands = commands;
        this.snapshots = snapshots;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Ends packages, and orders the end of kept proofs; answers how many ended or were ordered to. */
    @Transactional
    int endCases() {
        if (!lock()) {
            return 0;
        }
        int ended = sweepPackages() + access.endErased();
        List<Cases.Row> due = new ArrayList<>();
        List<EvidenceDatabase> there = new ArrayList<>(databases.all());
        there.removeAll(databases.found().away());
        there.forEach(database -> due.addAll(database.read(connection -> Cases.due(connection, MOST_CASES))));
        List<Place> open =
                places.reachable().stream().filter(place -> !place.frozen()).toList();
        for (Cases.Row row : due) {
            LogId log = row.key().log();
            Optional<Place> place = open.stream()
                    .filter(candidate -> candidate.log().equals(log))
                    .findFirst();
            if (place.isPresent()) {
                Generation generation = place.get().generation();
                send(
                        commands.expireCase(
                                row.key().site(),
                                log.partition(),
                                generation.partitions(),
                                row.key().erasure()),
                        generation);
                ended++;
            }
        }
        return ended;
    }

    /** Orders the end of keys, at most so many of a log and site; answers how many. */
    @Transactional
    int endKeys() {
        if (!lock() || !snapshots.complete()) {
            return 0;
        }
        int ended = 0;
        List<Place> all = places.reachable();
        for (SitePublished site : snapshots.all()) {
            int since = firstQuarterToKeep(site);
            for (Place place : all) {
                ended += endKeys(site.site(), since, place);
            }
        }
        return ended;
    }

    private int endKeys(String site, int since, Place place) {
        LogId log = place.log();
        int partitions = place.generation().partitions();
        String nobody = Commands.nobody(site, log.partition(), partitions).value();
        List<Long> keys = databases.of(log).read(connection -> over(connection, log, site, since, nobody));
        if (keys.isEmpty()) {
            return 0;
        }
        SubjectCommand command = commands.expireKeys(site, log.partition(), partitions, keys);
        if (place.frozen()) {
            places.shred(log, keys, UUID.fromString(command.eventId()));
        } else {
            send(command, place.generation());
        }
        return keys.size();
    }

    /**
     * A choice of a quarter may have been made on its last day, hold for the longest validity, and its proof is kept for
     * the evidence period after that.
     */
    int firstQuarterToKeep(SitePublished site) {
        Period evidence = site.evidence() == null
                ? config.retention().period()
                : site.evidence().period();
        return Quarter.of(clock.instant()
                .atZone(ZoneOffset.UTC)
                .minus(evidence)
                .minus(config.retention().longestValidity())
                .toInstant());
    }

    private List<Long> over(Connection connection, LogId log, String site, int since, String nobody)
            throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OVER)) {
            select.setInt(1, log.number());
            select.setString(2, site);
            select.setInt(3, since);
            select.setString(4, nobody);
            select.setInt(5, Math.min(config.retention().batch(), SubjectCommand.MOST_KEYS));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getLong(1));
                }
            }
        }
        return keys;
    }

    private void send(SubjectCommand command, Generation generation) {
        outbox.put(EventCodec.toLogRecord(command, EventCodec.write(command), "/" + Taking.HOLDER, generation));
    }

    private boolean lock() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(TRY_LOCK);
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("retention could not be locked", e);
        }
    }

    private int sweepPackages() {
        try (Connection connection = dataSource.getConnection()) {
            return packages.sweep(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("packages could not be deleted", e);
        }
    }
}
