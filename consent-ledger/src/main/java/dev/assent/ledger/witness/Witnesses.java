package dev.assent.ledger.witness;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.NoteKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configured witnesses. Each has a thread of its own, so that neither a slow one nor one that is away holds up signing
 * or another witness.
 */
@ApplicationScoped
public class Witnesses {

    private static final Logger LOG = Logger.getLogger(Witnesses.class);

    private final LedgerConfig.Witnessing config;
    private final List<WitnessClient> clients = new ArrayList<>();
    private final List<Cosigning> threads = new ArrayList<>();
    private final HttpClient http;

    Witnesses(LedgerConfig ledger, CosigningStore store, MeterRegistry registry) {
        this.config = ledger.witnessing();
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
        ledger.witnesses().forEach((id, witness) -> {
            NoteKey key = NoteKey.parse(witness.key())
                    .filter(read -> read.type() == NoteKey.Type.WITNESS)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "assent.ledger.witnesses." + id + ".key is no verifier key of a witness"));
            WitnessClient client = new WitnessClient(http, witness.url(), key, config.timeout());
            clients.add(client);
            threads.add(new Cosigning(client, store, config.interval(), registry));
        });
    }

    void stop(@Observes ShutdownEvent event) {
        threads.forEach(Cosigning::stop);
        http.shutdownNow();
    }

    /** A published checkpoint, for every witness to cosign; does not wait. */
    public void offer(StoredLog log, long size, String note) {
        threads.forEach(thread -> thread.offer(new Cosigning.Offer(log, size, note)));
    }

    /** What a witness has refused since this was last asked, with the note that it holds in its place. */
    public Optional<Held> contradiction(LogId log) {
        return threads.stream()
                .flatMap(thread -> thread.contradiction(log).stream())
                .findFirst();
    }

    /**
     * A note that a witness holds.
     *
     * @param witness the name of its key
     * @param note the note
     */
    public record Held(String witness, String note) {}

    /** What the witnesses hold of a log. One that does not answer is passed over: a log must not wait for ever for it. */
    public List<Held> held(String origin) {
        List<Held> held = new ArrayList<>();
        for (WitnessClient client : clients) {
            try {
                client.held(origin)
                        .ifPresent(note -> held.add(new Held(client.key().name(), note)));
            } catch (IOException e) {
                LOG.warnf(
                        "witness not asked: witness=%s origin=%s cause=\"%s\"",
                        client.key().name(), origin, e);
            }
        }
        return held;
    }
}
