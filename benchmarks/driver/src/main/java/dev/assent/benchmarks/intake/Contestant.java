package dev.assent.benchmarks.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is measured. */
enum Contestant {
    /** The service itself: its own jar, with all of its checks. */
    CONSENT_API("consent_api", "consent-api", "/v1/sites/" + BenchSite.ID + "/choices"),
    /** Reads the same body as strictly, and answers. */
    BARE("bare", "(a) bare endpoint", "/bare"),
    /** The same, with a send to Kafka. */
    RAW_KAFKA("raw_kafka", "(b) raw Kafka send", "/raw-kafka"),
    /** The same, with one row for each request. */
    PANACHE_INSERT("panache_insert", "(c) Panache insert", "/panache-insert");

    private final String id;
    private final String label;
    private final String path;

    Contestant(String id, String label, String path) {
        this.id = id;
        this.label = label;
        this.path = path;
    }

    /** Its name in the result file. */
    String id() {
        return id;
    }

    /** Its name in the table. */
    String label() {
        return label;
    }

    /** Where choices are sent to. */
    String path() {
        return path;
    }

    /** All of them, beginning with another one in each round, so that none is always measured after the same one. */
    static List<Contestant> orderOf(int round) {
        List<Contestant> order = new ArrayList<>(List.of(values()));
        Collections.rotate(order, -round);
        return order;
    }
}
