package dev.assent.system.platform;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many visitors, each with one choice, as many at once as there are connections. Keeps of each answer only what is asked
 * for here, so that there may be millions.
 */
public final class Onslaught implements AutoCloseable {

    private static final int AT_ONCE = 64;

    /** How long a visitor's place stays empty after one who was turned away. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch running = new CountDownLatch(AT_ONCE);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final Map<Integer, Integer> answersByStatus = new TreeMap<>();
    private final List<UUID> taken = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Duration slowest = Duration.ZERO;
    private final Site site;
    private final int size;

    private Onslaught(Site site, int size) {
        this.site = site;
        this.size = size;
    }

    /** Begins to send so many choices. */
    public static Onslaught of(Site site, int size) {
        Onslaught onslaught = new Onslaught(site, size);
        for (int i = 0; i < AT_ONCE; i++) {
            onslaught.threads.execute(onslaught::send);
        }
        return onslaught;
    }

    private void send() {
        try {
            while (stopped.getCount() > 0 && begun.getAndIncrement() < size) {
                int status = one();
                if (status != 202 && stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.countDown();
        }
    }

    private int one() {
        try {
            Answer answer = site.choose(site.action(site.secret(), 1, "accept-all"));
            keep(answer);
            return answer.status();
        } catch (UncheckedIOException e) {
            synchronized (this) {
                broken.add(e.getMessage());
            }
            return 0;
        }
    }

    private void keep(Answer answer) {
        UUID id = answer.status() == 202 ? UUID.fromString(answer.text("eventId")) : null;
        synchronized (this) {
            answersByStatus.merge(answer.status(), 1, Integer::sum);
            if (id != null) {
                taken.add(id);
            }
            if (answer.took().compareTo(slowest) > 0) {
                slowest = answer.took();
            }
        }
    }

    /** How many are answered, by status. */
    public synchronized Map<Integer, Integer> answersByStatus() {
        return new TreeMap<>(answersByStatus);
    }

    /** How many are answered with this status. */
    public synchronized int answered(int status) {
        return answersByStatus.getOrDefault(status, 0);
    }

    /** Waits until all are answered. */
    public void awaitEnd(Duration limit) throws InterruptedException {
        if (!running.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("not all are answered: " + answersByStatus());
        }
    }

    /** The ids of the events that were taken. */
    public synchronized List<UUID> taken() {
        return List.copyOf(taken);
    }

    /** Why the callers who got no answer got none. */
    public synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    /** How long the slowest answer took. */
    public synchronized Duration slowest() {
        return slowest;
    }

    @Override
    public void close() {
        stopped.countDown();
        threads.close();
    }
}
