package dev.assent.ledger.erasure;

import dev.assent.events.Topic;
import dev.assent.ledger.platform.LedgerParts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for a text wherever the ledger keeps anything: every column of every table, as text and as bytes, and topics. */
final class Everywhere {

    private static final String TABLES = """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            ORDER BY 1""";

    private Everywhere() {}

    /** The tables that hold any of the texts in clear. */
    static Set<String> tablesWith(List<String> texts) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = LedgerParts.asSuperuser();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(TABLES)) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                // A row as text shows bytes in hexadecimal.
                try (ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
                    while (row.next()) {
                        String text = row.getString(1);
                        if (texts.stream().anyMatch(sought -> holds(text, sought))) {
                            found.add(table);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean holds(String row, String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return row.contains(text) || row.contains(hex);
    }

    /** The topics that hold any of the texts. */
    static Set<String> topicsWith(List<String> texts) {
        Set<String> found = new TreeSet<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", LedgerParts.kafka().bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (Topic topic : Topic.values()) {
                List<TopicPartition> partitions = reader.partitionsFor(topic.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                reader.assign(partitions);
                reader.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                    for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                        String all = text(record.key()) + text(record.value());
                        if (texts.stream().anyMatch(all::contains)) {
                            found.add(topic.topicName());
                        }
                    }
                }
            }
        }
        return found;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
