package dev.assent.api.intake;

import dev.assent.api.ConsentEvents;
import dev.assent.api.KafkaOfTests;
import dev.assent.api.client.TraceContext;
import dev.assent.api.measure.SiteMeters;
import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.ProducerPosition;
import dev.assent.events.SubjectCommand;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** An intake of its own, on a real broker, whose producers break. */
@QuarkusTest
@WithTestResource(value = KafkaOfTests.class, scope = TestResourceScope.GLOBAL)
class IntakeRecoveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
    private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Inject
    IntakeConfig config;

    @Inject
    SiteMeters meters;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    Runnable freezeKafka;
    Runnable thawKafka;

    private final List<Producer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private Account account;
    private Intake intake;

    @BeforeEach
    void open() {
        account = new Account(4);
        intake = new Intake(config, new Generation(1, 4), account, null, meters, this::made);
        intake.start(null);
        await().atMost(PATIENCE).until(intake::open);
    }

    @AfterEach
    void close() throws InterruptedException {
        intake.stop(null);
    }

    @Test
    void aProducerThatIsClosedUnderItsFeetIsReplaced() {
        send().toCompletableFuture().join();
        made.getFirst().close(Duration.ZERO);

        assertThatThrownBy(() -> send().toCompletableFuture().join()).hasCauseInstanceOf(NotTakenException.class);

        await().atMost(PATIENCE).until(intake::open);
        assertThat(send().toCompletableFuture().join()).isBetween(0, 3);
        assertThat(made).hasSize(2);
    }

    @Test
    void whatABrokenProducerStillHeldIsUnknownAndNothingThatWasAcknowledgedIsLost() throws Exception {
        int before = records();
        send().toCompletableFuture().join();
        freezeKafka.run();
        List<CompletionStage<Integer>> held = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                held.add(send());
            }
            made.getFirst().close(Duration.ZERO);
            for (CompletionStage<Integer> each : held) {
                assertThatThrownBy(() -> each.toCompletableFuture().join())
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(OutcomeUnknownException.class);
            }
        } finally {
            thawKafka.run();
        }

        await().atMost(PATIENCE).until(() -> made.size() == 2 && intake.open());
        send().toCompletableFuture().join();

        long accepted =
                account.counts().stream().mapToLong(count -> count.accepted()).sum();
        long unknown =
                account.counts().stream().mapToLong(count -> count.unknown()).sum();
        assertThat(accepted).isEqualTo(2);
        assertThat(unknown).isEqualTo(10);
        assertThat(records() - before).isBetween(2, 12);
    }

    private static int records() throws Exception {
        try (ConsentEvents events = new ConsentEvents()) {
            return Math.toIntExact(events.count());
        }
    }

    private CompletionStage<Integer> send() {
        SubjectCommand command = new SubjectCommand(
                UUID.randomUUID().toString(),
                "smartsupp",
                SALT,
                Instant.parse("2026-11-22T17:00:00Z"),
                SubjectCommand.Command.EXPIRE,
                null,
                SALT,
                new ProducerPosition(UUID.randomUUID().toString(), 1));
        return intake.send(command, EventCodec.write(command), TRACE);
    }

    private Producer<byte[], byte[]> made() {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.ofChoices(config, kafka), new ByteArraySerializer(), new ByteArraySerializer());
        made.add(producer);
        return producer;
    }
}
