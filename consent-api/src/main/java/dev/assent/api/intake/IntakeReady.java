package dev.assent.api.intake;

import dev.assent.api.PlatformConfig;
import dev.assent.events.Generation;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ready while Kafka answers and {@code consent.events} is as this generation needs it. */
@Readiness
@ApplicationScoped
class IntakeReady implements HealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Intake intake;
    private final String topic;
    private final Admin admin;

    IntakeReady(Intake intake, PlatformConfig platform, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.intake = intake;
        this.topic = new Generation(platform.generation(), platform.partitions()).topicName();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "consent-api-health");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(LIMIT.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(LIMIT.toMillis()));
        this.admin = Admin.create(settings);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka")
                .withData("topic", topic)
                .status(intake.open() && topicAnswers())
                .build();
    }

    private boolean topicAnswers() {
        try {
            return !admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
