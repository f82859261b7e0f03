package dev.assent.ledger.rotation;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceDatabase;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.seal.CannotOpenException;
import dev.assent.ledger.seal.Sealer;
import dev.assent.ledger.seal.WrappedKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wraps what another key-encryption key than the current one wraps anew, a few keys at a time, while the ledger works. The
 * other key may be taken out of the settings when {@code assent.ledger.keys.to.rewrap} is 0.
 */
@ApplicationScoped
class Rewrapping {

    private static final Logger LOG = Logger.getLogger(Rewrapping.class);

    /** Any number that no other lock of the database uses. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(x'72657772617000'::bigint)";

    private final LedgerConfig.Rewrap config;
    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final List<WrappedKeys> tables;
    private final AtomicLong toRewrap = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    Rewrapping(
            LedgerConfig config,
            EvidenceDatabases databases,
            Sealer sealer,
            @All List<WrappedKeys> tables,
            MeterRegistry registry) {
        this.config = config.kek().rewrap();
        this.databases = databases;
        this.sealer = sealer;
        this.tables = tables;
        Gauge.builder("assent.ledger.keys.to.rewrap", toRewrap, AtomicLong::get)
                .description("keys that another key-encryption key than the current one wraps")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread = Thread.ofPlatform().name("rewrapping").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        Duration wait;
        do {
            try {
                wait = step() ? config.pause() : config.interval();
            } catch (EvidenceUnavailableException | CannotOpenException e) {
                LOG.warnf("keys not wrapped anew, will try again: cause=\"%s\"", e);
                wait = config.interval();
            }
        } while (!pause(wait));
    }

    /** Whether there may be more to do. */
    boolean step() {
        long before = toRewrap.get();
        long left = 0;
        for (EvidenceDatabase database : databases.all()) {
            left += database.read(this::count);
        }
        toRewrap.set(left);
        if (left == 0) {
            if (before > 0) {
                LOG.infof("all keys wrapped anew: kek=%s", sealer.current());
            }
            return false;
        }
        if (before == 0) {
            LOG.infof("keys to wrap anew: count=%d kek=%s", left, sealer.current());
        }
        int rewrapped = 0;
        for (EvidenceDatabase database : databases.all()) {
            rewrapped += database.write(this::rewrap);
        }
        return rewrapped > 0;
    }

    private long count(Connection connection) throws SQLException {
        long others = 0;
        for (WrappedKeys table : tables) {
            Optional<String> id = table.nextId(connection, "");
            while (id.isPresent()) {
                if (!id.get().equals(sealer.current())) {
                    others += table.count(connection, id.get());
                }
                id = table.nextId(connection, id.get());
            }
        }
        return others;
    }

    private int rewrap(Connection connection) throws SQLException {
        if (!lock(connection)) {
            return 0;
        }
        for (WrappedKeys table : tables) {
            Optional<String> id = table.nextId(connection, "");
            while (id.isPresent()) {
                if (!id.get().equals(sealer.current())) {
                    return table.rewrap(connection, id.get(), config.batch());
                }
                id = table.nextId(connection, id.get());
            }
        }
        return 0;
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement tryLock = connection.prepareStatement(TRY_LOCK);
                ResultSet result = tryLock.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** Whether it is time to stop. */
    private boolean pause(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
