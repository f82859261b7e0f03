package dev.assent.ledger.erasure;

import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.Topic;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows {@code subject.requests} for what is asked of the ledger. Where it goes on stands in the database, so that a
 * database that was set back takes again what came since, and every request has its effect once.
 */
@ApplicationScoped
class RequestLoop {

    private static final Logger LOG = Logger.getLogger(RequestLoop.class);

    private final LedgerConfig.Requests config;
    private final LedgerKafka kafka;
    private final Taking taking;
    private final Answers answers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    RequestLoop(LedgerConfig config, LedgerKafka kafka, Taking taking, Answers answers) {
        this.config = config.requests();
        this.kafka = kafka;
        this.taking = taking;
        this.answers = answers;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread = Thread.ofPlatform().name("requests").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> member = kafka.member(config.group())) {
                consumer = member;
                member.subscribe(List.of(Topic.SUBJECT_REQUESTS.topicName()), new GoOn(member));
                while (stopping.getCount() > 0) {
                    turn(member);
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("requests were woken to stop");
            } catch (RuntimeException e) {
                LOG.warnf("requests will be tried again: cause=\"%s\"", e);
            } finally {
                consumer = null;
            }
        } while (!pause());
    }

    private void turn(Consumer<byte[], byte[]> member) {
        for (ConsumerRecord<byte[], byte[]> record : member.poll(config.poll())) {
            if (!take(record)) {
                // Its logs are not current yet: it waits, and what comes after it.
                member.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
                break;
            }
        }
        answers.giveWhatIsDone();
    }

    private boolean take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (EventCodec.fromRecord(record) instanceof SubjectRequestIssued issued
                    && issued.holder().equals(Taking.HOLDER)) {
                if (!taking.canTake(issued)) {
                    return false;
                }
                taking.take(issued, record.partition(), record.offset());
                LOG.infof("request taken: event=%s right=%s site=%s", issued.eventId(), issued.right(), issued.site());
                return true;
            }
        } catch (MalformedEventException e) {
            LOG.warnf("unreadable request: offset=%d reason=%s", record.offset(), e.reason());
        }
        taking.skip(record.partition(), record.offset());
        return true;
    }

    private final class GoOn implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> member;

        GoOn(Consumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> begins = member.beginningOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long next = taking.position(partition.partition());
                long begin = begins.getOrDefault(partition, 0L);
                long end = member.endOffsets(List.of(partition)).getOrDefault(partition, next);
                if (next > 0 && next < begin) {
                    LOG.errorf("requests are gone from the topic unread: from=%d to=%d", next, begin);
                }
                if (next > end) {
                    LOG.errorf("the topic was made anew, and is taken from its beginning: taken=%d end=%d", next, end);
                    next = begin;
                }
                member.seek(partition, Math.max(next, begin));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }

    /** Whether it is time to stop. */
    private boolean pause() {
        try {
            return stopping.await(config.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
