package dev.assent.notifier.webhook;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.WebhookEvent;
import dev.assent.foundation.id.EventIds;
import dev.assent.foundation.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The queue of messages, and what became of each. */
@ApplicationScoped
class Deliveries {

    /** A try whose process died is another's turn after this long; longer than any try takes. */
    private static final Duration TURN = Duration.ofMinutes(2);

    private static final String QUEUE = """
            INSERT INTO webhook_delivery (id, site, url, kind, event_id, body, queued_at, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id, kind, url) DO NOTHING
            """;
    private static final String TAKE = """
            UPDATE webhook_delivery SET attempts = attempts + 1, next_attempt_at = ? WHERE id = (
              SELECT id FROM webhook_delivery
              WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= ?
              ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, site, url, kind, event_id, body, queued_at, attempts
            """;
    private static final String DELIVERED =
            "UPDATE webhook_delivery SET delivered_at = ?, last_outcome = ? WHERE id = ?";
    private static final String FAILED =
            "UPDATE webhook_delivery SET next_attempt_at = ?, last_outcome = ? WHERE id = ?";
    private static final String GIVEN_UP = "UPDATE webhook_delivery SET given_up_at = ?, last_outcome = ? WHERE id = ?";
    private static final String WAITING =
            "SELECT count(*) FROM webhook_delivery WHERE delivered_at IS NULL AND given_up_at IS NULL";

    private final DataSource dataSource;
    private final WebhookConfig config;
    private final Journal journal;
    private final Clock clock;

    Deliveries(DataSource dataSource, WebhookConfig config, Journal journal, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.journal = journal;
        this.clock = clock;
    }

    /** Queues what a site wants to hear of a choice. A second time changes nothing. */
    @Transactional
    public void queue(SitePublished site, ChoiceRecorded choice, WebhookEvent kind) {
        SitePublished.Intake intake = site.intake();
        if (intake == null) {
            return;
        }
        for (SitePublished.Webhook webhook : intake.webhooks()) {
            if (webhook.events().contains(kind)) {
                Timestamp now = Timestamp.from(clock.instant());
                change(
                        QUEUE,
                        EventIds.next(clock),
                        site.site(),
                        webhook.url(),
                        Message.name(kind),
                        UUID.fromString(choice.eventId()),
                        Message.of(choice, kind).json(),
                        now,
                        now);
            }
        }
    }

    /** The next message that is due; for some time nobody else gets it. */
    @Transactional
    public Optional<Delivery> take() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().plus(TURN)));
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Delivery(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, UUID.class),
                                row.getString(6),
                                row.getTimestamp(7).toInstant(),
                                row.getInt(8)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the queue of webhooks could not be read", e);
        }
    }

    /** The site's system has it. */
    @Transactional
    public void delivered(Delivery delivery, String outcome) {
        change(DELIVERED, Timestamp.from(clock.instant()), outcome, delivery.id());
        note("webhook.delivered", delivery, outcome);
    }

    /**
     * The site's system has not got it, or has not said so.
     *
     * @return whether it was given up
     */
    @Transactional
    public boolean failed(Delivery delivery, String outcome) {
        Instant now = clock.instant();
        if (now.isAfter(delivery.queuedAt().plus(config.giveUpAfter()))) {
            change(GIVEN_UP, Timestamp.from(now), outcome, delivery.id());
            note("webhook.given-up", delivery, outcome);
            return true;
        }
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(delivery.attempts() - 1, 20));
        Instant next = now.plus(pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause());
        change(FAILED, Timestamp.from(next), outcome, delivery.id());
        return false;
    }

    /** How many messages wait. */
    @Transactional
    public long waiting() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(WAITING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the queue of webhooks could not be read", e);
        }
    }

    private void note(String action, Delivery delivery, String outcome) {
        journal.record(
                "platform",
                action,
                delivery.site(),
                "webhook",
                delivery.id().toString(),
                Map.of(
                        "kind", delivery.kind(),
                        "event", delivery.eventId().toString(),
                        "attempts", delivery.attempts(),
                        "outcome", outcome));
    }

    private void change(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the queue of webhooks could not be written", e);
        }
    }
}
