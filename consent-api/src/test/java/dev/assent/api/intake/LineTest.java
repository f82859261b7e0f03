package dev.assent.api.intake;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which failures cost a producer its place. What a real broker does is in IntakeRecoveryIT. */
class LineTest {

    private static final String TOPIC = "consent.events";
    private static final Duration SOON = Duration.ofMillis(1);

    private final List<MockProducer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private final Line line = new Line(() -> made(4), TOPIC, 4, SOON);

    @AfterEach
    void close() {
        line.close(Duration.ZERO);
    }

    static Stream<Exception> fatal() {
        return Stream.of(
                new OutOfOrderSequenceException("out of order"),
                new UnknownProducerIdException("unknown producer id"),
                new ProducerFencedException("fenced"),
                new ClusterAuthorizationException("not allowed"),
                new KafkaException("a previous idempotent request has failed"),
                new IllegalStateException("closed"));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void aProducerWhoseStateIsFatalIsClosedAndReplaced(Exception cause) {
        Producer<byte[], byte[]> first = opened();

        boolean broken = line.failed(first, cause);

        assertThat(broken).isTrue();
        await().until(() -> line.producer() != null);
        assertThat(line.producer()).isSameAs(made.get(1));
        assertThat(made.getFirst().closed()).isTrue();
    }

    static Stream<Exception> passing() {
        return Stream.of(
                new TimeoutException("not in time"),
                new NotEnoughReplicasException("too few replicas"),
                new RecordTooLargeException("too large"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aFailureThatPassesCostsNothing(Exception cause) {
        Producer<byte[], byte[]> first = opened();

        assertThat(line.failed(first, cause)).isFalse();

        assertThat(line.producer()).isSameAs(first);
    }

    @Test
    void manyFailuresOfOneProducerReplaceItOnce() {
        Producer<byte[], byte[]> first = opened();

        IntStream.range(0, 100).forEach(_ -> line.failed(first, new OutOfOrderSequenceException("out of order")));

        await().until(() -> line.producer() != null);
        assertThat(made).hasSize(2);
    }

    @Test
    void aTopicOfAnotherSizeIsNotOpened() {
        Line other = new Line(() -> made(4), TOPIC, 8, SOON);

        other.open();

        await().during(Duration.ofMillis(200)).until(() -> other.producer() == null);
        other.close(Duration.ZERO);
        await().until(() -> made.getLast().closed());
    }

    @Test
    void afterItsEndThereIsNoProducer() {
        Producer<byte[], byte[]> last = opened();

        line.close(Duration.ZERO);

        assertThat(line.producer()).isNull();
        assertThat(line.failed(last, new IllegalStateException("closed"))).isFalse();
        assertThat(made).hasSize(1).allMatch(MockProducer::closed);
    }

    private Producer<byte[], byte[]> opened() {
        line.open();
        return await().until(line::producer, producer -> producer != null);
    }

    private MockProducer<byte[], byte[]> made(int partitions) {
        Node node = new Node(1, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionInfo(TOPIC, partition, node, nodes, nodes))
                .toList();
        Cluster cluster = new Cluster("tests", List.of(node), infos, Set.of(), Set.of());
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
        made.add(producer);
        return producer;
    }
}
