package dev.assent.benchmarks.ledger;

import dev.assent.benchmarks.process.JavaService;
import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.Ports;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** A consumer that stores each event by one JPA insert in one transaction. */
final class JpaPeer implements AutoCloseable {

    /** What a sealed event takes beside its JSON. */
    private static final int SEAL_BYTES = 29;

    private final JavaService peers;
    private final URI address;

    private JpaPeer(JavaService peers, URI address) {
        this.peers = peers;
        this.address = address;
    }

    static JpaPeer start(LedgerStage stage) {
        Database database = stage.postgres().createDatabase("bench");
        URI address = URI.create("http://127.0.0.1:" + Ports.free());
        JavaService peers = stage.start(
                "peers",
                "benchmarks/peers/target/quarkus-app/quarkus-run.jar",
                Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(address.getPort()),
                        "QUARKUS_DATASOURCE_ACTIVE", "true",
                        "QUARKUS_HIBERNATE_ORM_ACTIVE", "true",
                        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", "postgres",
                        "QUARKUS_DATASOURCE_PASSWORD", stage.postgres().superuserPassword()));
        peers.await(address, 0);
        return new JpaPeer(peers, address);
    }

    /**
     * Events a second.
     *
     * @param threads consumers at once, each of a partition of its own
     * @param eventBytes the size of an event's JSON
     */
    double perSecond(int threads, int seconds, double eventBytes) {
        URI insert = address.resolve("/entry-inserts?threads=%d&seconds=%d&sealedBytes=%d"
                .formatted(threads, seconds, Math.round(eventBytes) + SEAL_BYTES));
        try (Http http = new Http()) {
            long start = System.nanoTime();
            String rows = http.body(
                    HttpRequest.newBuilder(insert)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    200);
            return Long.parseLong(rows) / ((System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}
