package dev.assent.foundation.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import org.apache.kafka.clients.producer.ProducerRecord;

import javax.sql.DataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes records for Kafka inside the caller's transaction: they are sent if, and only if, it commits (no dual write).
 * Delivery is in the order of the rows and at least once, so consumers tell a repeat by the event's id or version.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT =
            "INSERT INTO outbox (topic, partition, key, headers, value) VALUES (?, ?, ?, ?::jsonb, ?)";
    private static final JsonMapper JSON = new JsonMapper();

    private final Instance<DataSource> dataSource;
    private final Instance<TransactionSynchronizationRegistry> transactions;
    private final OutboxRelay relay;

    Outbox(
            Instance<DataSource> dataSource,
            Instance<TransactionSynchronizationRegistry> transactions,
            OutboxRelay relay) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.relay = relay;
    }

    /** Puts a record into the outbox; needs a transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void put(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        try (Connection connection = dataSource.get().getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, record.topic());
            if (record.partition() == null) {
                insert.setNull(2, Types.INTEGER);
            } else {
                insert.setInt(2, record.partition());
            }
            insert.setBytes(3, record.key());
            insert.setString(4, JSON.writeValueAsString(headers));
            insert.setBytes(5, record.value());
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("the outbox could not take a record for " + record.topic(), e);
        }
        transactions.get().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    relay.wake();
                }
            }
        });
    }
}
