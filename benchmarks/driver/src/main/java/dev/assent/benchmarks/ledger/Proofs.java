package dev.assent.benchmarks.ledger;

import dev.assent.deploy.parts.PartFailedException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How soon the ledger answers with the proof of a random entry, one request after another. */
final class Proofs {

    private static final int LEAD_IN = 300;
    private static final int MEASURED = 2000;

    private final URI ledger;
    private final SplittableRandom random = new SplittableRandom();

    Proofs(URI ledger) {
        this.ledger = ledger;
    }

    /** Of a log at its published size. */
    Latency of(GrownLog log) {
        List<Double> millis = new ArrayList<>(MEASURED);
        try (Http http = new Http()) {
            for (int i = 0; i < LEAD_IN + MEASURED; i++) {
                URI address = ledger.resolve("/v1/logs/%s/proof/inclusion?index=%d&size=%d"
                        .formatted(log.log().name(), random.nextLong(log.size()), log.size()));
                long start = System.nanoTime();
                String proof = http.body(HttpRequest.newBuilder(address).build(), 200);
                if (i >= LEAD_IN) {
                    millis.add((System.nanoTime() - start) / 1e6);
                }
                if (!proof.contains("\"proof\":[")) {
                    throw new PartFailedException("No proof: " + proof);
                }
            }
        }
        return Latency.of(millis);
    }
}
