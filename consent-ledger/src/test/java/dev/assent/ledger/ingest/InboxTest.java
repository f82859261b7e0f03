package dev.assent.ledger.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class InboxTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Inbox inbox = new Inbox();

    @Test
    void aFullBatchWaitsForNothing() throws InterruptedException {
        inbox.put(records(0, 5));

        assertThat(offsets(inbox.take(3, FOR_EVER, FOR_EVER))).containsExactly(0L, 1L, 2L);
        assertThat(inbox.bytes()).isPositive();
    }

    @Test
    void theFirstWaitsForCompany() throws ExecutionException, InterruptedException {
        CompletableFuture<List<Long>> taken = CompletableFuture.supplyAsync(() -> taken(2, FOR_EVER, FOR_EVER));

        inbox.put(records(0, 1));
        inbox.put(records(1, 1));

        assertThat(taken.get()).containsExactly(0L, 1L);
        assertThat(inbox.bytes()).isZero();
    }

    @Test
    void itGoesAloneIfNoneComes() throws InterruptedException {
        inbox.put(records(0, 1));

        assertThat(offsets(inbox.take(2, FOR_EVER, Duration.ofMillis(1)))).containsExactly(0L);
    }

    @Test
    void nothingIsTakenWhereNothingComes() throws InterruptedException {
        assertThat(inbox.take(2, Duration.ofMillis(1), FOR_EVER)).isEmpty();
    }

    @Test
    void whoWaitsInAClosedOneGetsNothing() throws ExecutionException, InterruptedException {
        inbox.put(records(0, 1));
        CompletableFuture<List<Long>> taken = CompletableFuture.supplyAsync(() -> taken(2, FOR_EVER, FOR_EVER));

        inbox.close();
        inbox.put(records(1, 1));

        assertThat(taken.get()).isEmpty();
        assertThat(inbox.bytes()).isZero();
    }

    private List<Long> taken(int most, Duration wait, Duration gather) {
        try {
            return offsets(inbox.take(most, wait, gather));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(long from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, new byte[1], new byte[1]))
                .toList();
    }
}
