package dev.assent.notifier.confirmation;

import dev.assent.events.ConfirmationAsked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Which mails went out: one for each mailbox, site and day of UTC. The place is taken before the mail server is asked, so
 * that neither a second reading of the topic nor a second replica sends another.
 */
@ApplicationScoped
class SentMails {

    /** A mail whose process died in between is lost; the next question of that person, after this long, is asked. */
    private static final Duration HIDDEN = Duration.ofMinutes(5);

    private static final int DAYS_KEPT = 3;

    private static final String CLAIM = """
            INSERT INTO confirmation_mail (site, subject, day, choice_event_id, claimed_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (site, subject, day) DO UPDATE
            SET choice_event_id = excluded.choice_event_id, claimed_at = excluded.claimed_at
            WHERE confirmation_mail.sent_at IS NULL AND confirmation_mail.claimed_at < ?
            AND confirmation_mail.choice_event_id <> excluded.choice_event_id
            """;
    private static final String SENT =
            "UPDATE confirmation_mail SET sent_at = ? WHERE site = ? AND subject = ? AND day = ?";
    private static final String RELEASE =
            "DELETE FROM confirmation_mail WHERE site = ? AND subject = ? AND day = ? AND choice_event_id = ? AND sent_at IS NULL";
    private static final String FORGET = "DELETE FROM confirmation_mail WHERE day < ?";

    private final DataSource dataSource;
    private final Clock clock;

    SentMails(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Takes the day's place for this question. Returns false if another mail has it, or had it. */
    @Transactional
    public boolean claim(ConfirmationAsked asked) {
        Timestamp now = Timestamp.from(clock.instant());
        return change(
                        CLAIM,
                        asked.site(),
                        mailbox(asked),
                        day(asked),
                        UUID.fromString(asked.choiceEventId()),
                        now,
                        Timestamp.from(clock.instant().minus(HIDDEN)))
                == 1;
    }

    /** The mail server has it. */
    @Transactional
    public void sent(ConfirmationAsked asked) {
        change(SENT, Timestamp.from(clock.instant()), asked.site(), mailbox(asked), day(asked));
    }

    /** The mail server has not got it: another try may take the place. */
    @Transactional
    public void release(ConfirmationAsked asked) {
        change(RELEASE, asked.site(), mailbox(asked), day(asked), UUID.fromString(asked.choiceEventId()));
    }

    /** Forgets the days before. */
    @Transactional
    public void forgetOld() {
        change(FORGET, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS_KEPT));
    }

    /** However many tags somebody makes up for it, a mailbox gets one mail. */
    private static String mailbox(ConfirmationAsked asked) {
        return asked.mailbox() == null ? asked.subject() : asked.mailbox();
    }

    private static LocalDate day(ConfirmationAsked asked) {
        return LocalDate.ofInstant(asked.recordedAt(), ZoneOffset.UTC);
    }

    private int change(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the mails that went out could not be noted", e);
        }
    }
}
