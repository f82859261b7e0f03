package dev.assent.foundation.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jspecify.annotations.Nullable;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;

/**
 * Writes who did what into the service's own append-only table, in the caller's transaction. Entries name objects by
 * their ids and hold no personal data beside the actor.
 */
@ApplicationScoped
public class Journal {

    private static final String INSERT =
            "INSERT INTO journal (at, actor, action, site, object_type, object_id, details) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)";
    private static final JsonMapper JSON = new JsonMapper();

    private final Instance<DataSource> dataSource;
    private final Clock clock;

    Journal(Instance<DataSource> dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Adds an entry.
     *
     * @param actor who, see {@code SiteAccess.actor()}; {@code platform} for what runs by itself
     * @param action what, a verb phrase such as {@code site.published}
     * @param site whose site it concerns, if one
     * @param objectType the kind of object
     * @param objectId its id
     * @param details whatever else an auditor needs, as JSON members
     */
    public void record(
            String actor,
            String action,
            @Nullable String site,
            String objectType,
            String objectId,
            Map<String, ?> details) {
        try (Connection connection = dataSource.get().getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setTimestamp(1, Timestamp.from(clock.instant()));
            insert.setString(2, actor);
            insert.setString(3, action);
            insert.setString(4, site);
            insert.setString(5, objectType);
            insert.setString(6, objectId);
            insert.setString(7, JSON.writeValueAsString(details));
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("the journal entry " + action + " could not be written", e);
        }
    }
}
