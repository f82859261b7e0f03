package dev.assent.system.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the processes of consent-api have accounted for on {@code intake.accounts}. */
public final class IntakeAccounts {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);

    private IntakeAccounts() {}

    /** The newest account of each run. */
    public static Map<String, JsonNode> newest(PlatformUnderTest platform) throws IOException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", platform.platform().kafka().bootstrapServers());
        Map<String, JsonNode> byRun = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition("intake.accounts", 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    JsonNode account = MAPPER.readTree(record.value());
                    byRun.put(account.path("run").asText(), account);
                }
            }
        }
        return byRun;
    }

    /** How many 202s an account speaks of. */
    public static long accepted(JsonNode account) {
        long sum = 0;
        for (JsonNode count : account.path("partitions")) {
            sum += count.path("accepted").asLong();
        }
        return sum;
    }
}
