package dev.assent.ledger.recovery;

import dev.assent.foundation.problem.Problem;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A request for which a database was needed that does not answer, or whose question it refused. */
class DatabaseProblems {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** SQLSTATE classes of what passes by itself: no connection, no room, ended by an operator, a system's error. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58");

    @ServerExceptionMapper
    Response failed(EvidenceUnavailableException e) {
        if (!passes(e.getCause())) {
            LOG.error("a database refused what was asked of it", e);
            return new Problem(500, "internal-error", "Internal Server Error", "The cause is in the service's log.")
                    .toResponse();
        }
        LOG.warnf("request not answered: %s", e.getMessage());
        return Problem.unavailable(
                        "database-unavailable",
                        "The records cannot be read now",
                        "The database that holds them does not answer. Nothing is lost; try again.",
                        RETRY_AFTER,
                        Map.of())
                .toResponse();
    }

    /** What has no state comes from the pool, which found no connection in time. */
    static boolean passes(@Nullable Throwable cause) {
        if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) {
            return true;
        }
        return PASSING.stream().anyMatch(sql.getSQLState()::startsWith);
    }
}
