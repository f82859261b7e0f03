package dev.assent.ledger.erasure;

import dev.assent.events.EventCodec;
import dev.assent.events.MalformedEventException;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.events.Topic;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.erasure.LeftRequests.Left;
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

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Follows {@code subject.requests} for what is asked of the ledger. Where it goes on stands in the database, so that a
 * database that was set back takes again what came since, and every request has its effect once.
 */
@ApplicationScoped
class RequestLoop {

    private static final Logger LOG = Logger.getLogger(RequestLoop.class);
    private static final Duration READING = Duration.ofSeconds(2);

    private final LedgerConfig.Requests config;
    private final LedgerKafka kafka;
    private final Taking taking;
    private final Answers answers;
    private final RequestFigures figures;
    private final Clock clock;
    private long nextAgain;
    private UUID answered = Answers.FIRST;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    RequestLoop(
            LedgerConfig config,
            LedgerKafka kafka,
            Taking taking,
            Answers answers,
            RequestFigures figures,
            Clock clock) {
        this.config = config.requests();
        this.kafka = kafka;
        this.taking = taking;
        this.answers = answers;
        this.figures = figures;
        this.clock = clock;
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
            if (!taking.isReady()) {
                member.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
                break;
            }
            take(record);
        }
        if (clock.millis() >= nextAgain) {
            nextAgain = clock.millis() + config.againAfter().toMillis();
            again(member.assignment());
            figures.note(taking.figures());
        }
        answered = answers.giveWhatIsDone(answered);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Optional<SubjectRequestIssued> asked = ours(record);
        if (asked.isEmpty()) {
            taking.skip(record.partition(), record.offset());
            return;
        }
        SubjectRequestIssued issued = asked.get();
        boolean taken = attempt(issued, () -> {
            boolean can = taking.canTake(issued, null);
            if (can) {
                taking.take(issued, record.partition(), record.offset());
            }
            return can;
        });
        if (!taken) {
            taking.leave(issued, record.partition(), record.offset());
        }
    }

    /** Tries what was left. Who has the partition does, so that the order of one person's requests is kept. */
    private void again(Set<TopicPartition> mine) {
        List<Left> all = taking.left();
        if (all.isEmpty() || !taking.isReady()) {
            return;
        }
        try (Consumer<byte[], byte[]> reader = kafka.reader()) {
            for (Left left : all) {
                TopicPartition partition = new TopicPartition(Topic.SUBJECT_REQUESTS.topicName(), left.partition());
                if (mine.contains(partition)) {
                    again(reader, partition, left);
                }
            }
        }
    }

    private void again(Consumer<byte[], byte[]> reader, TopicPartition partition, Left left) {
        reader.assign(List.of(partition));
        if (reader.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) > left.offset()) {
            LOG.errorf("a request is gone from the topic before it was carried out: offset=%d", left.offset());
            taking.lose(left);
            return;
        }
        reader.seek(partition, left.offset());
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(READING)) {
            if (record.offset() == left.offset()) {
                ours(record)
                        .ifPresent(issued -> attempt(issued, () -> {
                            boolean can = taking.canTake(issued, left);
                            if (can) {
                                taking.take(issued, left);
                            }
                            return can;
                        }));
            }
        }
    }

    /** Whether a request was taken. Whatever is wrong with one must not hold up the others. */
    private static boolean attempt(SubjectRequestIssued issued, BooleanSupplier taking) {
        try {
            boolean taken = taking.getAsBoolean();
            if (taken) {
                LOG.infof("request taken: event=%s right=%s site=%s", issued.eventId(), issued.right(), issued.site());
            } else {
                LOG.debugf("request waits: event=%s", issued.eventId());
            }
            return taken;
        } catch (RuntimeException e) {
            LOG.warnf("request waits: event=%s cause=\"%s\"", issued.eventId(), e);
            return false;
        }
    }

    /** A request that the ledger is asked; empty for those of others, and for what is none. */
    private static Optional<SubjectRequestIssued> ours(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventCodec.fromRecord(record) instanceof SubjectRequestIssued issued
                            && issued.holder().equals(Taking.HOLDER)
                    ? Optional.of(issued)
                    : Optional.empty();
        } catch (MalformedEventException e) {
            LOG.warnf("unreadable request: offset=%d reason=%s", record.offset(), e.reason());
            return Optional.empty();
        }
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
                    taking.lose(partition.partition(), next, begin);
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
