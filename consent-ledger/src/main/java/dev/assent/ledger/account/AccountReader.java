package dev.assent.ledger.account;

import dev.assent.events.Event;
import dev.assent.events.EventCodec;
import dev.assent.events.Generation;
import dev.assent.events.IntakeAccounted;
import dev.assent.events.MalformedEventException;
import dev.assent.events.Topic;
import dev.assent.foundation.id.EventIds;
import dev.assent.ledger.config.Generations;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.config.LedgerKafka;
import dev.assent.ledger.config.OwnRun;
import dev.assent.ledger.log.LogId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The thread that reads {@code intake.accounts}, and has the accounts judged in between. */
@ApplicationScoped
class AccountReader {

    private static final Logger LOG = Logger.getLogger(AccountReader.class);
    private static final TopicPartition ACCOUNTS = new TopicPartition(Topic.INTAKE_ACCOUNTS.topicName(), 0);

    private final LedgerConfig config;
    private final LedgerKafka kafka;
    private final Generations generations;
    private final StoredAccounts stored;
    private final LossAccount account;
    private final OwnRun own;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    AccountReader(
            LedgerConfig config,
            LedgerKafka kafka,
            Generations generations,
            StoredAccounts stored,
            LossAccount account,
            OwnRun own,
            Clock clock) {
        this.own = own;
        this.clock = clock;
        this.generations = generations;
        this.config = config;
        this.kafka = kafka;
        this.stored = stored;
        this.account = account;
    }

    void start(@Observes StartupEvent event) {
        if (config.ingest().enabled()) {
            thread = Thread.ofPlatform().name("accounts").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> reader = kafka.reader()) {
                account.load();
                accountForItself();
                begin(reader);
                while (stopping.getCount() > 0) {
                    read(reader);
                    account.judge();
                }
            } catch (InterruptException e) {
                LOG.debug("the account's reader was woken to stop");
            } catch (RuntimeException e) {
                // Kafka or a database is away, or was set back: from the beginning.
                LOG.warnf("accounts will be read again: cause=\"%s\"", e);
            }
        } while (!pause(config.ingest().retryAfter()));
    }

    /**
     * This process puts orders into logs too. They are told to nobody and so not counted; that they are its own must be known
     * all the same, also after a restore.
     */
    private void accountForItself() {
        for (Generation generation : generations.newestFirst()) {
            IntakeAccounted accounted = new IntakeAccounted(
                    EventIds.next(clock).toString(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    own.id(),
                    IntStream.range(0, generation.partitions())
                            .mapToObj(partition -> new IntakeAccounted.Count(partition, 0, 0))
                            .toList(),
                    false,
                    generation.number());
            byte[] key = own.id().getBytes(StandardCharsets.US_ASCII);
            try {
                kafka.producer()
                        .send(EventCodec.toRecord(Topic.INTAKE_ACCOUNTS, key, "/consent-ledger", accounted))
                        .get(config.checkpoints().timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new KafkaException("this process could not account for itself", e);
            }
        }
    }

    /** Goes on after the last account that is kept, if the topic still is the one that it came from. */
    private void begin(Consumer<byte[], byte[]> reader) {
        reader.assign(List.of(ACCOUNTS));
        long begin = reader.beginningOffsets(List.of(ACCOUNTS)).getOrDefault(ACCOUNTS, 0L);
        long end = reader.endOffsets(List.of(ACCOUNTS)).getOrDefault(ACCOUNTS, 0L);
        long next = stored.nextOffset();
        reader.seek(ACCOUNTS, next < begin || next > end ? begin : next);
    }

    private void read(Consumer<byte[], byte[]> reader) {
        for (ConsumerRecord<byte[], byte[]> record :
                reader.poll(config.accounts().every())) {
            try {
                Event event = EventCodec.fromRecord(record);
                if (event instanceof IntakeAccounted accounted) {
                    account.take(record.offset(), lines(reader, accounted));
                }
            } catch (MalformedEventException e) {
                LOG.warnf("no account: offset=%d reason=%s", record.offset(), e.reason());
            }
        }
    }

    /** With the partitions' ends, which are read after the account and so lie behind all that it speaks of. */
    private List<RunAccount> lines(Consumer<byte[], byte[]> reader, IntakeAccounted accounted) {
        Optional<Generation> known = accounted.generation() == null
                ? Optional.of(generations.current())
                : generations.numbered(accounted.generation());
        if (known.isEmpty()) {
            LOG.warnf("account of a generation that no setting names: generation=%d", accounted.generation());
            return List.of();
        }
        Generation generation = known.get();
        // Where nothing was sent there is nothing to wait for, and perhaps no topic any more.
        List<TopicPartition> partitions = accounted.partitions().stream()
                .filter(count -> count.accepted() + count.unknown() > 0)
                .map(count -> new TopicPartition(generation.topicName(), count.partition()))
                .toList();
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        return accounted.partitions().stream()
                .map(count -> new RunAccount(
                        accounted.run(),
                        new LogId(generation.number(), count.partition()),
                        accounted.recordedAt(),
                        count.accepted(),
                        count.unknown(),
                        accounted.ended(),
                        ends.getOrDefault(new TopicPartition(generation.topicName(), count.partition()), 0L)))
                .toList();
    }

    /** Whether it is time to stop. */
    private boolean pause(Duration duration) {
        try {
            return stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
