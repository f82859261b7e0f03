package dev.assent.ledger.ingest;

import dev.assent.ledger.log.LogId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The alarm: logs of this replica that stopped and wait for a person. */
@ApplicationScoped
class StoppedLogs {

    private static final Logger LOG = Logger.getLogger(StoppedLogs.class);

    /** What the reason of a frozen log begins with: it waits for nobody, a new generation goes on. */
    static final String FROZEN = "frozen: ";

    private final Map<LogId, String> reasons = new ConcurrentHashMap<>();

    void stop(LogId log, String reason) {
        reasons.put(log, reason);
        LOG.errorf("log stopped: log=%s reason=\"%s\"", log, reason);
    }

    void forget(LogId log) {
        reasons.remove(log);
    }

    boolean contains(LogId log) {
        return reasons.containsKey(log);
    }

    boolean isFrozen(LogId log) {
        return reasons.getOrDefault(log, "").startsWith(FROZEN);
    }

    Map<LogId, String> reasons() {
        return Map.copyOf(reasons);
    }
}
