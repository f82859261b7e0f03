package dev.assent.ledger.ingest;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.LogKeyRotated;
import dev.assent.events.Subject;
import dev.assent.events.SubjectCommand;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.Position;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.Edge;
import dev.assent.ledger.log.KeyChain;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.CaseSealer;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Appends to a log: one transaction for what has come of one partition meanwhile. */
@ApplicationScoped
class LogWriter {

    private static final String KNOWN = "SELECT event_id FROM evidence.entries WHERE log_id = ? AND event_id = ANY (?)";
    private static final String EXPIRING = """
            SELECT key_no FROM keys.data_keys
            WHERE log_id = ? AND key_no = ANY (?) AND site = ? AND subject <> ? AND restricted_by IS NULL
            ORDER BY key_no""";
    /** Duplicates come in company: after one, so many further batches of the log are looked through beforehand. */
    private static final int WARY_BATCHES = 64;

    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final CaseSealer caseSealer;
    private final DeadLetters deadLetters;
    private final Generations generations;
    private final int writers;
    private final Map<EvidenceDatabase, Semaphore> turns = new ConcurrentHashMap<>();
    private final Map<LogId, Integer> wary = new ConcurrentHashMap<>();

    LogWriter(
            EvidenceDatabases databases,
            Sealer sealer,
            CaseSealer caseSealer,
            DeadLetters deadLetters,
            Generations generations,
            LedgerConfig config) {
        this.databases = databases;
        this.sealer = sealer;
        this.caseSealer = caseSealer;
        this.deadLetters = deadLetters;
        this.generations = generations;
        this.writers = config.ingest().writers();
    }

    /**
     * Appends the records, all of a batch or none. Those after an order that stands alone are left to the next batch. Whoever writes from a position that is no longer the
     * log's last fails at the batch row, before anything else is written.
     */
    Batch append(
            StoredLog log,
            Position before,
            Edge edge,
            KeyChain keyChain,
            List<ConsumerRecord<byte[], byte[]>> records,
            GapRule gapRule) {
        int partitions = generations.partitionsOf(log.id().generation());
        EvidenceDatabase database = databases.of(log.id());
        Semaphore turn = turns.computeIfAbsent(database, of -> new Semaphore(writers, true));
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
        try {
            // Read no earlier: what waits for its turn is to be bytes, not objects that the collector copies about.
            List<Reading> readings = uncut(records.stream()
                    .map(record -> Reading.of(record, partitions))
                    .toList());
            return append(database, log, before, edge, keyChain, readings, gapRule);
        } finally {
            turn.release();
        }
    }

    /**
     * Records are hardly ever duplicates, and the database refuses a second entry of one event by itself. So the ids are
     * looked up only after it has, and for a while thereafter.
     */
    private Batch append(
            EvidenceDatabase database,
            StoredLog log,
            Position before,
            Edge edge,
            KeyChain keyChain,
            List<Reading> readings,
            GapRule gapRule) {
        int left = wary.getOrDefault(log.id(), 0);
        if (left == 0) {
            try {
                return write(database, log, before, edge, keyChain, readings, gapRule, false);
            } catch (EvidenceUnavailableException e) {
                if (!isSecondEntryOfAnEvent(e)) {
                    throw e;
                }
            }
        }
        Batch batch = write(database, log, before, edge, keyChain, readings, gapRule, true);
        wary.put(log.id(), batch.duplicates() > 0 ? WARY_BATCHES : Math.max(0, left - 1));
        return batch;
    }

    private Batch write(
            EvidenceDatabase database,
            StoredLog log,
            Position before,
            Edge edge,
            KeyChain keyChain,
            List<Reading> readings,
            GapRule gapRule,
            boolean lookUp) {
        return database.write(connection -> {
            Batch batch = make(connection, log.id(), before, edge, keyChain, readings, gapRule, lookUp);
            BatchRows.insertBatch(connection, log, batch);
            BatchRows.insertKeys(connection, log.id(), batch);
            BatchRows.insertEntries(connection, log.id(), batch);
            BatchRows.insertTiles(connection, log.id(), batch);
            BatchRows.insertGaps(connection, log.id(), batch);
            BatchRows.insertDeadLetters(connection, log.id(), batch);
            batch.counts()
                    .write(connection, log.id(), before.size(), batch.after().size(), sealer);
            RunCounts.insert(connection, log.id(), batch, readings);
            batch.orders().carryOut(connection, log.id());
            deadLetters.copy(batch.deadLetters());
            return batch;
        });
    }

    private static List<Reading> uncut(List<Reading> readings) {
        int first = 0;
        while (first < readings.size() && !readings.get(first).standsAlone()) {
            first++;
        }
        return readings.subList(0, first == 0 ? 1 : first);
    }

    private Batch make(
            Connection connection,
            LogId log,
            Position before,
            Edge edge,
            KeyChain keyChain,
            List<Reading> readings,
            GapRule gapRule,
            boolean lookUp)
            throws SQLException {
        Set<UUID> ids = new HashSet<>();
        Set<Subject> subjects = new HashSet<>();
        Set<Subject> importing = new HashSet<>();
        Set<Subject> keeping = new HashSet<>();
        List<Long> expiring = List.of();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Taken taken) {
                ids.add(UUID.fromString(taken.event().eventId()));
                subjects.add(SubjectKeys.subjectOf(taken.event()));
                if (taken.event() instanceof ChoiceRecorded choice && choice.imported() != null) {
                    importing.add(SubjectKeys.subjectOf(choice));
                }
                if (taken.event() instanceof SubjectCommand order && order.evidencePeriod() != null) {
                    keeping.add(SubjectKeys.subjectOf(order));
                }
                if (reading.expiresKeys() && taken.event() instanceof SubjectCommand order) {
                    expiring = expiring(connection, log, order);
                }
            }
        }
        // A rotation that came twice no longer comes from the newest key: only its id tells it from a forged one.
        boolean rotates = readings.stream()
                .anyMatch(reading -> reading instanceof Reading.Taken taken && taken.event() instanceof LogKeyRotated);
        Set<UUID> known = lookUp || rotates ? known(connection, log, ids) : new HashSet<>();
        SubjectKeys keys = SubjectKeys.load(connection, log, sealer, subjects, importing);
        HeldChoices held = HeldChoices.load(connection, log, sealer, caseSealer, keeping);
        return new BatchMaking(log, sealer, before, edge, known, keys, keyChain, held, expiring, gapRule).of(readings);
    }

    /** Those of the named keys that are there, of the order's site, and of nobody whose records are restricted. */
    private static List<Long> expiring(Connection connection, LogId log, SubjectCommand order) throws SQLException {
        List<Long> expiring = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(EXPIRING)) {
            select.setInt(1, log.number());
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", Objects.requireNonNull(order.keys()).toArray()));
            select.setString(3, order.site());
            select.setString(4, order.subject());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    expiring.add(row.getLong(1));
                }
            }
        }
        return expiring;
    }

    private static Set<UUID> known(Connection connection, LogId log, Set<UUID> ids) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setInt(1, log.number());
            select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    private static boolean isSecondEntryOfAnEvent(EvidenceUnavailableException refused) {
        if (!(refused.getCause() instanceof PSQLException e)
                || !PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
            return false;
        }
        ServerErrorMessage message = e.getServerErrorMessage();
        String constraint = message == null ? null : message.getConstraint();
        return constraint != null && constraint.endsWith("_event_id_key");
    }
}
