package dev.assent.benchmarks.load;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.connection.Connection;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.statistics.HttpStats;
import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import static io.hyperfoil.http.steps.HttpStepCatalog.SC;

/**
 * Hyperfoil in this JVM: visitors come at a rate, at random moments, whether or not those before them were answered. A
 * service that stands still for a moment makes all who come in that moment wait, and all of them are counted; a request
 * that waits for a connection is counted from when its visitor came.
 */
public final class SteadyRate {

    private static final String WARM_UP = "warm-up";
    private static final String MEASURED = "measured";
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final RandomGenerator random;

    /** @param random where secrets come from */
    public SteadyRate(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Loads a service.
     *
     * @param rate visitors a second
     * @param connections how many requests can be under way at once
     * @param warmUp how long to load it before anything counts
     * @param measured how long to count
     * @throws LoadFailedException when more visitors wait than come in two seconds
     */
    public LoadResult run(Requests requests, int rate, int connections, Duration warmUp, Duration measured) {
        Total total = new Total();
        try {
            new LocalSimulationRunner(
                            benchmark(requests, rate, connections, warmUp, measured),
                            (phase, step, metric, snapshot, countDown) -> {
                                if (phase.name().equals(MEASURED)) {
                                    total.add(snapshot);
                                }
                            },
                            null,
                            null)
                    .run();
        } catch (RuntimeException e) {
            throw new LoadFailedException(
                    String.format(Locale.ROOT, "The rate of %,d a second was not held: %s", rate, e.getMessage()), e);
        }
        return total.result(measured);
    }

    private Benchmark benchmark(Requests requests, int rate, int connections, Duration warmUp, Duration measured) {
        BenchmarkBuilder builder = BenchmarkBuilder.builder()
                .name("steady-rate")
                .addPlugin(HttpPluginBuilder::new)
                .ergonomics()
                .repeatCookies(false)
                .userAgentFromSession(false)
                .endErgonomics()
                .http()
                .protocol(Protocol.HTTP)
                .host(requests.address().getHost())
                .port(requests.address().getPort())
                .allowHttp2(false)
                .sharedConnections(connections)
                .endHttp()
                .endPlugin()
                .threads(1);
        Bodies bodies = new Bodies(requests, Requests.secretsBegin(random));
        phase(builder, WARM_UP, requests, bodies, rate, warmUp);
        phase(builder, MEASURED, requests, bodies, rate, measured).startAfterStrict(WARM_UP);
        return builder.build();
    }

    private static PhaseBuilder<?> phase(
            BenchmarkBuilder builder, String name, Requests requests, Bodies bodies, int rate, Duration duration) {
        Map<String, String> headers = requests.headers();
        return builder.addPhase(name)
                .constantRate(rate)
                .maxSessions(2 * rate)
                .duration(duration.toMillis())
                .maxDuration(duration.plus(LAST_ANSWERS).toMillis())
                .scenario()
                .initialSequence("choice")
                .step(SC)
                .httpRequest(HttpMethod.POST)
                .path(requests.address().getPath())
                .headerAppender((_, writer) -> headers.forEach(writer::putHeader))
                .body(bodies::next)
                .timeout(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
                .sla()
                .endList()
                .endStep()
                .endSequence()
                .endScenario();
    }

    /** The bodies of one load. */
    private static final class Bodies {

        private final byte[] head;
        private final byte[] tail;
        private final AtomicLong count = new AtomicLong();

        Bodies(Requests requests, String secretsBegin) {
            String[] parts = requests.body().split(Requests.SECRET, -1);
            head = (parts[0] + secretsBegin).getBytes(StandardCharsets.UTF_8);
            tail = parts[1].getBytes(StandardCharsets.UTF_8);
        }

        ByteBuf next(Session session, Connection connection) {
            String rest = HexFormat.of().toHexDigits(count.incrementAndGet());
            ByteBuf body = connection.context().alloc().buffer(head.length + rest.length() + tail.length);
            body.writeBytes(head);
            body.writeCharSequence(rest, StandardCharsets.US_ASCII);
            return body.writeBytes(tail);
        }
    }

    /** Hyperfoil hands its counts over piece by piece, and reuses the pieces. */
    private static final class Total {

        private final StatisticsSnapshot sum = new StatisticsSnapshot();

        synchronized void add(StatisticsSnapshot part) {
            sum.add(part);
        }

        synchronized LoadResult result(Duration duration) {
            HttpStats statuses = HttpStats.get(sum);
            long accepted = (long) statuses.status_2xx + statuses.status_3xx;
            return new LoadResult(
                    duration.toMillis() / 1e3,
                    sum.requestCount,
                    sum.requestCount - accepted,
                    sum.histogram.getValueAtPercentile(50) / 1e6,
                    sum.histogram.getValueAtPercentile(99) / 1e6,
                    sum.histogram.getValueAtPercentile(99.9) / 1e6);
        }
    }
}
