package dev.assent.benchmarks.ledger;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.benchmarks.intake.BenchSite;
import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.load.Requests;
import dev.assent.benchmarks.load.SteadyRate;
import dev.assent.benchmarks.load.Wrk;
import dev.assent.benchmarks.process.JavaService;
import dev.assent.deploy.parts.PartFailedException;
import dev.assent.deploy.parts.Ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** From a browser's request to its receipt: consent-api, Kafka, consent-ledger, PostgreSQL. */
final class Chain implements AutoCloseable {

    private static final String NO_LIMIT = "10000000";
    private static final int CONNECTIONS = 256;
    private static final Duration LEAD_IN = Duration.ofSeconds(5);
    private static final Duration PROBE_EVERY = Duration.ofMillis(200);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration RECEIPT_LIMIT = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final LedgerStage stage;
    private final Ingestion ingestion;
    private final JavaService api;
    private final Requests requests;
    private final SecureRandom random = new SecureRandom();

    private Chain(LedgerStage stage, Ingestion ingestion, JavaService api, URI address) {
        this.stage = stage;
        this.ingestion = ingestion;
        this.api = api;
        this.requests = BenchSite.choices(address.resolve("/v1/sites/" + BenchSite.ID + "/choices"));
    }

    /** Starts consent-api in front of the ledger. */
    static Chain start(LedgerStage stage, Ingestion ingestion) {
        BenchSite.publish(stage.bootstrapServers());
        int management = Ports.free();
        URI address = URI.create("http://127.0.0.1:" + Ports.free());
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stage.bootstrapServers());
        environment.put("ASSENT_PARTITIONS", Integer.toString(LedgerStage.LOGS));
        environment.put("ASSENT_LEDGER_URL", stage.address().toString());
        environment.put("ASSENT_IDEMPOTENCY_SECRET", LedgerStage.KEY);
        environment.put("ASSENT_SUBJECT_KEYS_CURRENT", "1");
        environment.put("ASSENT_SUBJECT_KEYS_KEY_1", LedgerStage.KEY);
        environment.put("ASSENT_CONFIRMATIONS_SECRET", LedgerStage.KEY);
        environment.put("ASSENT_CONFIRMATIONS_NOTIFIER_KEY", LedgerStage.KEY);
        environment.put("ASSENT_LIMITS_CLIENT_QUOTA", NO_LIMIT);
        environment.put("ASSENT_LIMITS_SITE_QUOTA", NO_LIMIT);
        environment.put("ASSENT_LIMITS_AUTOMATED_QUOTA", NO_LIMIT);
        JavaService api = stage.start("consent-api", "consent-api/target/quarkus-app/quarkus-run.jar", environment);
        api.await(URI.create("http://127.0.0.1:" + management + "/q/health/ready"), 200);
        return new Chain(stage, ingestion, api, address);
    }

    /** What the whole chain takes in a second: from the first request to the commit of the last entry. */
    double maximum(int seconds) throws SQLException {
        long before = ingestion.entries();
        long start = System.nanoTime();
        LoadResult load = new Wrk(stage.directory(), random).run(requests, CONNECTIONS, seconds);
        long accepted = load.answered() - load.notAccepted();
        while (ingestion.entries() < before + accepted) {
            stage.check();
            pause(LOOK_EVERY);
        }
        return accepted / ((System.nanoTime() - start) / 1e9);
    }

    /** From sending a choice to holding its receipt, while visitors come at a rate. */
    Latency lag(int rate, Duration length) {
        List<Double> millis = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Http http = new Http()) {
            Future<LoadResult> load =
                    threads.submit(() -> new SteadyRate(random).run(requests, rate, CONNECTIONS, LEAD_IN, length));
            pause(LEAD_IN);
            List<Future<Double>> probes = new ArrayList<>();
            long until = System.nanoTime() + length.minusSeconds(1).toNanos();
            while (System.nanoTime() < until && !load.isDone()) {
                probes.add(threads.submit(() -> probe(http)));
                pause(PROBE_EVERY);
            }
            for (Future<Double> probe : probes) {
                millis.add(probe.get());
            }
            if (load.get().notAccepted() > 0) {
                throw new PartFailedException("consent-api refused %d choices at %d a second"
                        .formatted(load.get().notAccepted(), rate));
            }
        } catch (ExecutionException e) {
            throw new PartFailedException("A choice got no receipt", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted", e);
        }
        return Latency.of(millis);
    }

    private double probe(Http http) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        HttpRequest.Builder post = HttpRequest.newBuilder(requests.address())
                .POST(HttpRequest.BodyPublishers.ofString(
                        requests.body().replace(Requests.SECRET, HexFormat.of().formatHex(secret))));
        requests.headers().forEach(post::setHeader);
        long start = System.nanoTime();
        URI receipt = receipt(http.body(post.build(), 202));
        while (http.get(receipt).statusCode() != 200) {
            Duration gone = Duration.ofNanos(System.nanoTime() - start);
            if (gone.compareTo(RECEIPT_LIMIT) > 0) {
                throw new PartFailedException("No receipt after " + RECEIPT_LIMIT);
            }
            // Seldomer the longer it takes: all that wait together must not become the load that they wait for.
            Duration tenth = gone.dividedBy(10);
            pause(tenth.compareTo(LOOK_EVERY) > 0 ? tenth : LOOK_EVERY);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static URI receipt(String accepted) {
        try {
            return URI.create(JSON.readTree(accepted).get("receipt").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
