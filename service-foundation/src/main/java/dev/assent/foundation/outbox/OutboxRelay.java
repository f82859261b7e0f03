package dev.assent.foundation.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import javax.sql.DataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends the outbox's rows to Kafka in their order; one replica at a time does, by an advisory lock. */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    /** Any number that no other lock of the database uses. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(" + LOCK + ")";
    private static final String SELECT =
            "SELECT id, topic, partition, key, headers, value FROM outbox ORDER BY id LIMIT ?";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY (?)";

    private final Instance<DataSource> dataSource;
    private final OutboxConfig config;
    private final Map<String, Object> kafka;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable Producer<byte[], byte[]> producer;

    OutboxRelay(
            Instance<DataSource> dataSource,
            OutboxConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.dataSource = dataSource;
        this.config = config;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled() && dataSource.isResolvable()) {
            running = true;
            thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wake();
        Thread relay = thread;
        if (relay != null) {
            relay.join(config.deliveryTimeout());
        }
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(config.deliveryTimeout());
        }
    }

    void wake() {
        work.release();
    }

    private void run() {
        while (running) {
            try {
                if (!relayOnce()) {
                    pause();
                }
            } catch (SQLException | KafkaException | ExecutionException | JsonProcessingException e) {
                LOG.warnf("outbox not relayed, will try again: cause=%s", e.toString());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (TimeoutException e) {
                LOG.warn("outbox not relayed, will try again: Kafka did not acknowledge in time");
            }
        }
    }

    private void pause() {
        try {
            if (work.tryAcquire(config.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Sends what waits, at most one batch; false if there was nothing or another replica is at it. */
    private boolean relayOnce()
            throws SQLException, JsonProcessingException, ExecutionException, InterruptedException, TimeoutException {
        try (Connection connection = dataSource.get().getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Long> sent = lock(connection) ? send(connection) : List.of();
                connection.commit();
                return !sent.isEmpty();
            } catch (SQLException
                    | JsonProcessingException
                    | ExecutionException
                    | InterruptedException
                    | TimeoutException
                    | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement tryLock = connection.prepareStatement(TRY_LOCK);
                ResultSet result = tryLock.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    private List<Long> send(Connection connection)
            throws SQLException, JsonProcessingException, ExecutionException, InterruptedException, TimeoutException {
        List<Long> ids = new ArrayList<>();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, config.batch());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                    acknowledgements.add(producer().send(record(rows)));
                }
            }
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get(config.deliveryTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!ids.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                Array sent = connection.createArrayOf("bigint", ids.toArray());
                delete.setArray(1, sent);
                delete.executeUpdate();
            }
        }
        return ids;
    }

    private static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException, JsonProcessingException {
        int partition = row.getInt(3);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                row.getString(2), row.wasNull() ? null : partition, row.getBytes(4), row.getBytes(6));
        JSON.readValue(row.getString(5), HEADERS)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            int timeout = Math.toIntExact(config.deliveryTimeout().toMillis());
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }
}
