package dev.assent.system.platform;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Many visitors who choose at the same time. */
public final class Crowd implements AutoCloseable {

    private static final int AT_ONCE = 64;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Site site;
    private final int size;
    private final CountDownLatch half;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Future<Answer>> answers = new ArrayList<>();

    private Crowd(Site site, int size) {
        this.site = site;
        this.size = size;
        this.half = new CountDownLatch(size / 2);
    }

    /** Begins to send so many choices, each a new visitor's: a third accepts, a third refuses, a third picks. */
    public static Crowd choosing(Site site, int size) {
        Crowd crowd = new Crowd(site, size);
        String picked = "{\"%s\":\"granted\"}".formatted(site.optionalPurposes().getFirst());
        for (int i = 0; i < size; i++) {
            String secret = site.secret();
            String body =
                    switch (i % 3) {
                        case 0 -> site.action(secret, 1, "accept-all");
                        case 1 -> site.action(secret, 1, "refuse-all");
                        default -> site.custom(secret, 1, picked);
                    };
            crowd.answers.add(crowd.threads.submit(() -> crowd.send(body)));
        }
        return crowd;
    }

    private Answer send(String body) throws InterruptedException {
        places.acquire();
        try {
            return site.choose(body);
        } finally {
            places.release();
            half.countDown();
            answered.incrementAndGet();
        }
    }

    /** Waits until half of the choices are answered. */
    public void awaitHalf() throws InterruptedException {
        half.await();
    }

    /** How many are answered. */
    public int answered() {
        return answered.get();
    }

    /** All answers, in no order. Who got none (a broken connection) is left out. */
    public List<Answer> answers() throws InterruptedException {
        List<Answer> all = new ArrayList<>(size);
        for (Future<Answer> answer : answers) {
            try {
                all.add(answer.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UncheckedIOException)) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
        return all;
    }

    /** The ids of the events that were taken. */
    public static Set<String> taken(List<Answer> answers) {
        Stream<Answer> taken = answers.stream().filter(answer -> answer.status() == 202);
        return new HashSet<>(taken.map(answer -> answer.text("eventId")).toList());
    }

    @Override
    public void close() {
        threads.close();
    }
}
