package dev.assent.ledger.erasure;

import dev.assent.events.EventCodec;
import dev.assent.events.SubjectRequestAnswered;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.SubjectRequestIssued.Right;
import dev.assent.events.Topic;
import dev.assent.foundation.id.EventIds;
import dev.assent.foundation.outbox.Outbox;
import dev.assent.ledger.erasure.Asked.Order;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers requests on {@code subject.responses}: an erasure only when its entry is in the log. */
@ApplicationScoped
class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class);

    /** Before every request. */
    static final UUID FIRST = new UUID(0, 0);

    private static final int MOST = 50;
    private static final String CARRIED_OUT = """
            SELECT e.idx, k.keep_until,
                   EXISTS (SELECT FROM evidence.tombstones t
                           WHERE t.log_id = e.log_id AND t.idx = e.idx AND t.key_no < e.idx) AS held
            FROM evidence.entries e
            LEFT JOIN evidence.kept k ON k.log_id = e.log_id AND k.erasure = e.idx
            WHERE e.log_id = ? AND e.event_id = ?""";

    private final Requests requests;
    private final Places places;
    private final EvidenceDatabases databases;
    private final Statements statements;
    private final Outbox outbox;
    private final Clock clock;

    Answers(
            Requests requests,
            Places places,
            EvidenceDatabases databases,
            Statements statements,
            Outbox outbox,
            Clock clock) {
        this.places = places;
        this.statements = statements;
        this.requests = requests;
        this.databases = databases;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Where a record of ours stands.
     *
     * @param log its log
     * @param index its place there
     * @param keptUntil of an erasure: until when it keeps proofs
     * @param held of an erasure: whether there was anything to erase
     */
    record Carried(LogId log, long index, @Nullable Instant keptUntil, boolean held) {}

    /**
     * Answers what waits and is carried out, some at a time.
     *
     * @param after where the last time ended; {@link #FIRST} to begin
     * @return where the next time begins
     */
    @Transactional
    UUID giveWhatIsDone(UUID after) {
        List<Asked> waiting = requests.waiting(after, MOST);
        for (Asked asked : waiting) {
            try {
                Optional<List<Carried>> carried = carried(asked.orders());
                if (carried.isPresent() && !asked.orders().isEmpty()) {
                    give(asked, carried.get());
                }
            } catch (EvidenceUnavailableException e) {
                // The logs of the other databases do not wait for it.
                LOG.debugf("not known yet whether a request is carried out: event=%s cause=\"%s\"", asked.order(), e);
            }
        }
        return waiting.size() < MOST ? FIRST : waiting.getLast().order();
    }

    /** Where all of a request's records stand; empty while one is on its way. */
    Optional<List<Carried>> carried(List<Order> orders) {
        List<Carried> carried = new ArrayList<>();
        for (Order order : orders) {
            LogId log = order.logId();
            Optional<Carried> one = databases.of(log).read(connection -> carried(connection, log, order.eventId()));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            if (order.erases() || orders.size() == 1) {
                carried.add(one.get());
            }
        }
        return Optional.of(carried);
    }

    private static Optional<Carried> carried(Connection connection, LogId log, UUID eventId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CARRIED_OUT)) {
            select.setInt(1, log.number());
            select.setObject(2, eventId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                OffsetDateTime keptUntil = row.getObject(2, OffsetDateTime.class);
                return Optional.of(new Carried(
                        log, row.getLong(1), keptUntil == null ? null : keptUntil.toInstant(), row.getBoolean(3)));
            }
        }
    }

    private void give(Asked asked, List<Carried> carried) {
        Instant keptUntil = carried.stream()
                .map(Carried::keptUntil)
                .filter(until -> until != null)
                .max(Instant::compareTo)
                .orElse(null);
        Outcome outcome;
        if (asked.right() != Right.ERASURE) {
            outcome = Outcome.DONE;
        } else if (keptUntil != null) {
            outcome = Outcome.KEPT_BY_LAW;
        } else {
            boolean held = carried.stream().anyMatch(Carried::held) || places.shredded(asked.order());
            outcome = held ? Outcome.DONE : Outcome.NOTHING_HELD;
        }
        carried.forEach(one -> statements.state(asked.site(), one.log(), one.index()));
        requests.answered(asked.order(), outcome, keptUntil);
        send(asked.site(), asked.request(), outcome, null, null, keptUntil);
    }

    /** Answers a request for which nothing is to be waited. */
    void give(SubjectRequestIssued issued, Outcome outcome, @Nullable SealedAnswer sealed) {
        requests.answered(UUID.fromString(issued.eventId()), outcome, null);
        send(
                issued.site(),
                issued.requestId(),
                outcome,
                sealed == null ? null : sealed.reference(),
                sealed == null ? null : HexFormat.of().formatHex(sealed.hash()),
                null);
    }

    /**
     * A sealed package.
     *
     * @param reference where it lies
     * @param hash SHA-256 of it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record SealedAnswer(String reference, byte[] hash) {}

    private void send(
            String site,
            String requestId,
            Outcome outcome,
            @Nullable String reference,
            @Nullable String hash,
            @Nullable Instant keptUntil) {
        SubjectRequestAnswered answer = new SubjectRequestAnswered(
                EventIds.next(clock).toString(),
                site,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                requestId,
                Taking.HOLDER,
                outcome,
                reference,
                hash,
                keptUntil);
        outbox.put(EventCodec.toRecord(
                Topic.SUBJECT_RESPONSES, requestId.getBytes(StandardCharsets.US_ASCII), "/" + Taking.HOLDER, answer));
    }
}
