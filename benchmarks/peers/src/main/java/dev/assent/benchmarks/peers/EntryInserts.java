package dev.assent.benchmarks.peers;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** One JPA insert, in one transaction, for each event. The rows cost nothing to prepare: no event is read or sealed. */
@ApplicationScoped
class EntryInserts {

    /** Not asked for before it is needed: for the other peers there is no database. */
    private final Instance<EntityManager> entities;

    private final AtomicLong ids = new AtomicLong();

    EntryInserts(Instance<EntityManager> entities) {
        this.entities = entities;
    }

    /**
     * Inserts for some time.
     *
     * @param threads each is the consumer of one partition
     * @param sealedBytes the size of a sealed event
     */
    long insert(int threads, int seconds, int sealedBytes) {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService consumers = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int log = 0; log < threads; log++) {
                int partition = log;
                counts.add(consumers.submit(() -> consume(partition, until, sealedBytes)));
            }
            long rows = 0;
            for (Future<Long> count : counts) {
                rows += count.get();
            }
            return rows;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long consume(int log, long until, int sealedBytes) {
        SplittableRandom random = new SplittableRandom();
        long rows = 0;
        while (System.nanoTime() < until) {
            UUID eventId = new UUID(
                    System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(0x1000),
                    random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
            StoredEntry entry = new StoredEntry(
                    ids.incrementAndGet(),
                    log,
                    eventId,
                    bytes(random, 32),
                    bytes(random, 16),
                    bytes(random, sealedBytes));
            QuarkusTransaction.requiringNew().run(() -> entities.get().persist(entry));
            rows++;
        }
        return rows;
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
