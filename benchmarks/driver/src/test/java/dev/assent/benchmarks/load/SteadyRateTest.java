package dev.assent.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/** Hyperfoil against a small server: what is sent, and what is counted. Says nothing about speed. */
class SteadyRateTest {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/choices", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyVisitorSendsASecretOfTheirOwn() {
        LoadResult result = run();

        assertThat(result.answered()).isBetween(1L, (long) bodies.size());
        assertThat(result.notAccepted()).isZero();
        assertThat(result.p50()).isPositive().isLessThanOrEqualTo(result.p999());
        assertThat(bodies).doesNotHaveDuplicates().allSatisfy(body -> assertThat(body)
                .matches("\\{\"subjectSecret\":\"[0-9a-f]{32}\"}"));
        assertThat(types).containsOnly("application/json");
    }

    @Test
    void aRefusalIsNoAcceptance() {
        status = 503;

        LoadResult result = run();

        assertThat(result.answered()).isPositive();
        assertThat(result.notAccepted()).isEqualTo(result.answered());
        assertThat(result.perSecond()).isZero();
    }

    private LoadResult run() {
        Requests requests = new Requests(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/choices"),
                Map.of("Content-Type", "application/json"),
                "{\"subjectSecret\":\"" + Requests.SECRET + "\"}");
        return new SteadyRate(new Random(1)).run(requests, 100, 8, Duration.ofMillis(200), Duration.ofMillis(500));
    }
}
