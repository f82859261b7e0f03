package dev.assent.ledger.witness;

import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.evidence.StoredLog;
import dev.assent.ledger.log.Cosignature;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.log.SignedNote;
import dev.assent.ledger.witness.WitnessClient.Answer;
import dev.assent.ledger.witness.Witnesses.Held;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the newest checkpoints to one witness. Of a log that grows fast it brings some, and always the last. */
final class Cosigning {

    private static final Logger LOG = Logger.getLogger(Cosigning.class);

    private final WitnessClient witness;
    private final CosigningStore store;
    private final Duration interval;
    private final MeterRegistry registry;
    private final Map<LogId, Offer> offered = new HashMap<>();
    private final Map<LogId, Long> cosigned = new HashMap<>();
    private final Map<LogId, Held> contradictions = new HashMap<>();
    private boolean stopped;
    private boolean away;

    Cosigning(WitnessClient witness, CosigningStore store, Duration interval, MeterRegistry registry) {
        this.witness = witness;
        this.store = store;
        this.interval = interval;
        this.registry = registry;
        Thread.ofVirtual().name("witness " + witness.key().name()).start(this::run);
    }

    /** A checkpoint that was published. */
    record Offer(StoredLog log, long size, String note) {}

    synchronized void offer(Offer offer) {
        offered.put(offer.log().id(), offer);
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized Optional<Held> contradiction(LogId log) {
        return Optional.ofNullable(contradictions.remove(log));
    }

    private void run() {
        try {
            for (Map<LogId, Offer> next = take(); !next.isEmpty(); next = take()) {
                next.values().forEach(this::bring);
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The offers since the last time; waits for one. Empty when it is time to stop. */
    private synchronized Map<LogId, Offer> take() throws InterruptedException {
        while (offered.isEmpty() && !stopped) {
            wait();
        }
        Map<LogId, Offer> taken = stopped ? Map.of() : Map.copyOf(offered);
        offered.clear();
        return taken;
    }

    /** Several checkpoints of a log in this time become one request. */
    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + interval.toNanos();
        for (long left = interval.toMillis(); left > 0 && !stopped; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private void bring(Offer offer) {
        LogId log = offer.log().id();
        try {
            long last = cosigned.computeIfAbsent(
                    log, id -> store.lastSize(id, witness.key().name()));
            Answer answer = last > offer.size() ? new Answer.OtherSize(last) : ask(offer, last);
            // The witness knows better; a second time it would have to be somebody else who speaks for this log.
            if (answer instanceof Answer.OtherSize(long size) && size <= offer.size() && size != last) {
                answer = ask(offer, size);
            }
            if (away) {
                LOG.infof("witness is back: witness=%s", witness.key().name());
            }
            away = false;
            switch (answer) {
                case Answer.Cosigned(String lines) -> keep(offer, lines);
                case Answer.OtherSize(long size) -> contradicted(offer, "it has cosigned " + size + " entries");
                case Answer.Refused(int status, String why) -> {
                    cosigned.remove(log);
                    contradicted(offer, "status " + status + ", " + why);
                }
            }
        } catch (IOException | EvidenceUnavailableException e) {
            count("unavailable");
            if (!away) {
                LOG.warnf(
                        "witness is away: witness=%s log=%s cause=\"%s\"",
                        witness.key().name(), log, e);
            }
            away = true;
            again(offer);
        }
    }

    private Answer ask(Offer offer, long from) throws IOException {
        List<byte[]> proof = store.proof(offer.log().id(), from, offer.size());
        return witness.add(from, proof, offer.note());
    }

    private void keep(Offer offer, String lines) {
        Optional<Cosignature> cosignature =
                SignedNote.parse(offer.note() + lines).flatMap(note -> note.cosignedBy(witness.key()));
        if (cosignature.isEmpty()) {
            count("false");
            LOG.errorf(
                    "cosignature is false: witness=%s log=%s size=%d",
                    witness.key().name(), offer.log().id(), offer.size());
            return;
        }
        store.keep(offer.log().id(), offer.size(), witness.key().name(), cosignature.get());
        cosigned.put(offer.log().id(), offer.size());
        count("cosigned");
    }

    /** Whether it is right is for the log's writer to judge, by the note that it holds. */
    private void contradicted(Offer offer, String what) throws IOException {
        count("refused");
        LOG.errorf(
                "witness refused: witness=%s log=%s size=%d answer=\"%s\"",
                witness.key().name(), offer.log().id(), offer.size(), what);
        Optional<String> held = witness.held(offer.log().origin());
        synchronized (this) {
            held.ifPresent(note ->
                    contradictions.put(offer.log().id(), new Held(witness.key().name(), note)));
        }
    }

    private synchronized void again(Offer offer) {
        offered.putIfAbsent(offer.log().id(), offer);
    }

    private void count(String outcome) {
        Counter.builder("assent.ledger.cosignatures")
                .description("checkpoints that were brought to a witness, by what came of it")
                .tag("witness", witness.key().name())
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
