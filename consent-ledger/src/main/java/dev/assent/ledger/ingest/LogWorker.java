package dev.assent.ledger.ingest;

import dev.assent.ledger.checkpoint.ForkException;
import dev.assent.ledger.checkpoint.SigningKeyMissingException;
import dev.assent.ledger.checkpoint.TreeMismatchException;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.log.LogId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one writer of one log, on a thread of its own: opens it, appends what is put into its inbox, signs what is due. It
 * ends at the first failure; the log is then opened anew by another worker from what is stored, or stays stopped.
 */
final class LogWorker {

    private static final Logger LOG = Logger.getLogger(LogWorker.class);

    private final LogId id;
    private final LedgerConfig.Ingest config;
    private final Supplier<OwnedLog> opening;
    private final Consumer<OwnedLog> whenIdle;
    private final Consumer<ForkException> freezing;
    private final LogWriter writer;
    private final GapRule gapRule;
    private final IngestMetrics metrics;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    private volatile @Nullable OwnedLog log;
    private volatile @Nullable End end;

    /** How a worker ended. */
    sealed interface End {

        /** It was closed. */
        record Closed() implements End {}

        /** Kafka or the database failed: another try may help. */
        record Failed() implements End {}

        /** The log must not go on by itself. */
        record Stopped(String reason) implements End {}
    }

    /**
     * A worker; it begins at once.
     *
     * @param opening opens the log, on the worker's thread
     * @param whenIdle what to do when nothing waits to be appended
     * @param freezing writes down that the log must never be signed again
     * @param gapRule says why offsets have no record
     */
    LogWorker(
            LogId id,
            LedgerConfig.Ingest config,
            Supplier<OwnedLog> opening,
            Consumer<OwnedLog> whenIdle,
            Consumer<ForkException> freezing,
            LogWriter writer,
            GapRule gapRule,
            IngestMetrics metrics) {
        this.id = id;
        this.config = config;
        this.opening = opening;
        this.whenIdle = whenIdle;
        this.freezing = freezing;
        this.writer = writer;
        this.gapRule = gapRule;
        this.metrics = metrics;
        this.thread = Thread.ofVirtual().name("log-" + id).start(this::run);
    }

    /** Hands over records; they follow those that were handed over before. */
    void put(List<ConsumerRecord<byte[], byte[]>> records) {
        inbox.put(records);
    }

    /** About how much memory its waiting records take. */
    long waiting() {
        return inbox.bytes();
    }

    /** The log, once it is open. */
    @Nullable
    OwnedLog log() {
        return log;
    }

    /** How it ended; null while it works. */
    @Nullable
    End end() {
        return end;
    }

    /** Begins nothing more. A transaction that is under way is finished. */
    void close() {
        inbox.close();
    }

    /** Waits for the end of what was under way. Whoever waits no longer is safe too: the fence keeps writers apart. */
    void join(Duration limit) throws InterruptedException {
        thread.join(limit);
    }

    private void run() {
        try {
            OwnedLog open = opening.get();
            LOG.infof(
                    "log open: log=%s size=%d offset=%d",
                    id, open.position().size(), open.position().offset());
            log = open;
            work(open);
            end = new End.Closed();
        } catch (ForkException e) {
            freeze(e);
            end = new End.Stopped(StoppedLogs.FROZEN + e.getMessage());
        } catch (LogStoppedException | TreeMismatchException | SigningKeyMissingException e) {
            end = new End.Stopped(String.valueOf(e.getMessage()));
        } catch (EvidenceUnavailableException | KafkaException e) {
            LOG.warnf(e, "log dropped, will be opened again: log=%s", id);
            end = new End.Failed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = new End.Closed();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "log dropped by a fault, will be opened again: log=%s", id);
            end = new End.Failed();
        } finally {
            inbox.close();
        }
    }

    private void freeze(ForkException fork) {
        try {
            freezing.accept(fork);
        } catch (EvidenceUnavailableException e) {
            // It is stopped all the same, and found again when it is opened the next time.
            LOG.warnf(e, "log not marked as frozen: log=%s", id);
        }
    }

    private void work(OwnedLog open) throws InterruptedException {
        while (!inbox.isClosed()) {
            List<ConsumerRecord<byte[], byte[]>> records =
                    inbox.take(config.batchSize(), config.poll(), config.gather());
            List<ConsumerRecord<byte[], byte[]>> left = records;
            while (!left.isEmpty()) {
                Batch batch = writer.append(open.log(), open.position(), open.edge(), open.keys(), left, gapRule);
                open.appended(batch);
                metrics.appended(id, batch);
                left = left.stream()
                        .filter(record -> record.offset() >= batch.offsetTo())
                        .toList();
            }
            if (open.signer().due(open.position().size())) {
                open.signer().sign(open.keys());
            }
            if (records.isEmpty()) {
                whenIdle.accept(open);
            }
        }
    }
}
