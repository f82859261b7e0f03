package dev.assent.api.intake;

import org.apache.kafka.clients.producer.ProducerConfig;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How the producers of this process are set. */
final class ProducerSettings {

    private static final long ACCOUNTS_MEMORY = 1 << 20;
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private ProducerSettings() {}

    /** For choices: nothing is acknowledged before all in-sync replicas have it, nothing is written twice, nobody waits. */
    static Map<String, Object> ofChoices(IntakeConfig config, Map<String, Object> kafka) {
        Map<String, Object> settings = shared(config, kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "consent-api-intake");
        // Callers are event loops: nothing waits for memory or metadata.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.memoryBytes());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, config.batchBytes());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, config.linger().toMillis());
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, config.requestsInFlight());
        return settings;
    }

    /** For the account, which can wait. */
    static Map<String, Object> ofAccounts(IntakeConfig config, Map<String, Object> kafka) {
        Map<String, Object> settings = shared(config, kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "consent-api-accounts");
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, config.deliveryTimeout().toMillis());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, ACCOUNTS_MEMORY);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        return settings;
    }

    private static Map<String, Object> shared(IntakeConfig config, Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, FOR_EVER.toMillis());
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.deliveryTimeout().toMillis()));
        settings.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.requestTimeout().toMillis()));
        settings.put(
                ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
                config.requestTimeout().toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        return settings;
    }
}
