package dev.assent.api.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.ConfirmationAsked;
import dev.assent.events.EventCodec;
import dev.assent.events.Topic;
import dev.assent.foundation.seal.PrivateSealKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What consent-api has asked, read with the key that only notifier has. */
final class Questions {

    private static final PrivateSealKey NOTIFIER = new PrivateSealKey(
            HexFormat.of().parseHex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"));

    /**
     * A question, opened.
     *
     * @param event the event
     * @param value its bytes as they stand on Kafka
     * @param address whom to ask
     * @param link where they confirm
     */
    record Question(ConfirmationAsked event, String value, String address, String link) {

        /** The link without its host. */
        String path() {
            return link.substring(link.indexOf("/v1/"));
        }
    }

    private Questions() {}

    /** The question about a pending choice; there is exactly one. */
    static Question of(String choiceEventId) throws Exception {
        List<Question> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            ConfirmationAsked asked = (ConfirmationAsked) EventCodec.fromRecord(record);
            if (asked.choiceEventId().equals(choiceEventId)) {
                JsonNode opened = new JsonMapper()
                        .readTree(NOTIFIER.open(
                                ConfirmationAsked.TYPE,
                                asked.site() + '\0' + asked.subject() + '\0' + asked.choiceEventId(),
                                asked.sealedAddress()));
                found.add(new Question(
                        asked,
                        new String(record.value(), StandardCharsets.UTF_8),
                        opened.get("address").asText(),
                        opened.get("link").asText()));
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " questions about " + choiceEventId);
        }
        return found.getFirst();
    }

    static long count() {
        return records().size();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topic.SUBJECT_CONFIRMATIONS.topicName(), 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
