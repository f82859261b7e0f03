package dev.assent.api.intake;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The line to Kafka: one producer at a time. A producer whose state is fatal, after a sequence that the broker no longer
 * knows for example, fails every send for ever; it is closed, and another takes its place. What the old one still held is
 * failed before the new one begins, so that nothing overtakes anything that is acknowledged later.
 */
final class Line {

    private static final Logger LOG = Logger.getLogger(Line.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Supplier<Producer<byte[], byte[]>> factory;
    private final String topic;
    private final int partitions;
    private final Duration replaceAfter;
    private final List<String> others;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Producer<byte[], byte[]> open;
    private @Nullable Thread opening;

    /**
     * A line that is not open yet.
     *
     * @param factory makes a producer; may fail, and is then asked again
     * @param topic where it leads
     * @param partitions how many the topic must have
     * @param replaceAfter how long to wait before a broken producer's successor
     * @param others further topics that it leads to; the line is open without them, too
     */
    Line(
            Supplier<Producer<byte[], byte[]>> factory,
            String topic,
            int partitions,
            Duration replaceAfter,
            String... others) {
        this.factory = factory;
        this.topic = topic;
        this.partitions = partitions;
        this.replaceAfter = replaceAfter;
        this.others = List.of(others);
    }

    /** The producer that takes records now; null while there is none that knows the topic as it must be. */
    @Nullable
    Producer<byte[], byte[]> producer() {
        return open;
    }

    /** Begins to open the line, and returns. */
    synchronized void open() {
        opening = Thread.ofVirtual().name("intake-opening").start(() -> await(Duration.ZERO));
    }

    /**
     * Takes note of a failure.
     *
     * @param producer whose failure it is; one that is replaced already does not matter
     * @return whether the producer was broken by it
     */
    boolean failed(Producer<byte[], byte[]> producer, Exception cause) {
        return breaks(cause) && replace(producer, cause);
    }

    @SuppressWarnings("ReferenceEquality") // It is this producer or another; producers have no values.
    private synchronized boolean replace(Producer<byte[], byte[]> broken, Exception cause) {
        if (open != broken || stopping.getCount() == 0) {
            return false;
        }
        open = null;
        LOG.errorf("the producer is broken and is replaced: cause=%s", cause.toString());
        opening = Thread.ofVirtual().name("intake-opening").start(() -> {
            broken.close(Duration.ZERO);
            await(replaceAfter);
        });
        return true;
    }

    /** Whether the producer, and not one record or one moment, is what failed. */
    private static boolean breaks(Exception cause) {
        return switch (cause) {
            case RetriableException _,
                    InterruptException _,
                    SerializationException _,
                    RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    InvalidTopicException _,
                    TopicAuthorizationException _ -> false;
            default -> true;
        };
    }

    /** Sends what is left, within the limit, and ends. */
    void close(Duration limit) {
        stopping.countDown();
        Thread waiting;
        Producer<byte[], byte[]> last;
        synchronized (this) {
            waiting = opening;
            last = open;
            open = null;
        }
        if (waiting != null) {
            waiting.interrupt();
        }
        if (last != null) {
            last.close(limit);
        }
    }

    /** The producer learns of the topic before the first record, which could not wait for it. */
    private void await(Duration delay) {
        Producer<byte[], byte[]> next = null;
        try {
            boolean stopped = stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            while (!stopped) {
                next = next == null ? made() : next;
                if (next != null && isReady(next) && take(next)) {
                    others.forEach(this::learn);
                    return;
                }
                stopped = stopping.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
        if (next != null) {
            next.close(Duration.ZERO);
        }
    }

    private @Nullable Producer<byte[], byte[]> made() {
        try {
            return factory.get();
        } catch (KafkaException e) {
            LOG.warnf("no producer yet: cause=%s", e.toString());
            return null;
        }
    }

    private boolean isReady(Producer<byte[], byte[]> producer) {
        try {
            int found = producer.partitionsFor(topic).size();
            if (found != partitions) {
                LOG.warnf("the topic is not as it must be: topic=%s partitions=%d needed=%d", topic, found, partitions);
            }
            return found == partitions;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debugf("not open yet: cause=%s", e.toString());
            return false;
        }
    }

    /** From the first time that a producer is asked for a topic on, it keeps itself informed of it. */
    private void learn(String other) {
        Producer<byte[], byte[]> producer = open;
        if (producer != null) {
            try {
                producer.partitionsFor(other);
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException | IllegalStateException e) {
                LOG.debugf("not known yet: topic=%s cause=%s", other, e.toString());
            }
        }
    }

    private synchronized boolean take(Producer<byte[], byte[]> producer) {
        if (stopping.getCount() == 0) {
            return false;
        }
        open = producer;
        LOG.infof("open: topic=%s partitions=%d", topic, partitions);
        return true;
    }
}
