package dev.assent.deploy.local.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Visitors of one site, each with one choice. Every third brings an idempotency key and repeats until it is taken, as a
 * site's server would; who is told that the outcome is unknown repeats under the key that the answer names, as the banner
 * does. Everybody else gives up.
 */
final class Visitors implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final int WITH_KEY = 3;
    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Pattern EVENT = Pattern.compile("\"eventId\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final Pattern KEY = Pattern.compile("\"idempotencyKey\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("\"noticeVersion\"\\s*:\\s*([0-9]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final SecureRandom random = new SecureRandom();
    private final URI choices;
    private final String noticeVersion;
    private final Set<String> taken = Collections.synchronizedSet(new HashSet<>());
    private final AtomicLong unknown = new AtomicLong();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    /** Visitors of a site of consent-api. */
    Visitors(String api, String site) {
        choices = URI.create(api + "/v1/sites/" + site + "/choices");
        noticeVersion = noticeVersion(URI.create(api + "/v1/sites/" + site + "/banner?lang=fr"));
    }

    private String noticeVersion(URI banner) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer =
                        http.send(HttpRequest.newBuilder(banner).build(), HttpResponse.BodyHandlers.ofString());
                Matcher version = VERSION.matcher(answer.body());
                if (answer.statusCode() == 200 && version.find()) {
                    return version.group(1);
                }
            } catch (IOException e) {
                // It is asked again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            Round.pause(PAUSE);
        }
        throw new RoundFailedException(banner + " answers no notice version");
    }

    /** So many begin to choose. */
    void come(int count) {
        for (int i = 0; i < count; i++) {
            String key = i % WITH_KEY == 0 ? UUID.randomUUID().toString() : "";
            threads.execute(() -> visit(key));
        }
    }

    /** Waits until the first is on the way. */
    void awaitFirst() {
        try {
            begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit(String givenKey) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String body = """
                {"subjectSecret":"%s","sequence":1,"action":"accept-all","noticeVersion":%s,"language":"fr",\
                "surface":"banner","method":"click"}""".formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), noticeVersion);
        places.acquireUninterruptibly();
        try {
            begun.countDown();
            long end = System.nanoTime() + PATIENCE.toNanos();
            String key = givenKey;
            do {
                key = attempt(body, key);
            } while (!key.isEmpty() && System.nanoTime() < end && Round.pause(PAUSE));
        } finally {
            places.release();
        }
    }

    /** Answers the key to repeat by; empty for no more. Each attempt that was not taken may have been recorded. */
    private String attempt(String body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(choices)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == ACCEPTED) {
                Matcher event = EVENT.matcher(answer.body());
                if (!event.find() || !taken.add(event.group(1))) {
                    wrong.add("a 202 names no event, or one that another 202 named: " + answer.body());
                }
                return "";
            }
            if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                wrong.add("answer " + answer.statusCode() + ": " + answer.body());
            }
            unknown.incrementAndGet();
            Matcher named = KEY.matcher(answer.body());
            return named.find() ? named.group(1) : key;
        } catch (IOException e) {
            unknown.incrementAndGet();
            return key;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** How many were answered 202 so far. */
    int takenSoFar() {
        return taken.size();
    }

    /** Waits for all of them; the ids of the events that were answered 202. */
    Set<String> taken() {
        threads.close();
        return taken;
    }

    /** How many attempts had another end than 202: so many entries more there may be. */
    long unknown() {
        return unknown.get();
    }

    /** Answers that nobody may get. */
    List<String> wrong() {
        return wrong;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.close();
    }
}
