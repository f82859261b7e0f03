package dev.assent.api.importing;

import dev.assent.api.client.TraceContext;
import dev.assent.api.importing.Lines.UnreadableException;
import dev.assent.api.intake.Intake;
import dev.assent.api.intake.NotTakenException;
import dev.assent.api.intake.OutcomeUnknownException;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.EventCodec;
import dev.assent.foundation.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Runs imports: reads a line, hands it to Kafka, and reads on while a bounded number of lines waits. What Kafka does not
 * take is sent again with the same bytes, which the ledger knows again.
 */
@ApplicationScoped
class Importing {

    private final ImportConfig config;
    private final ImportedChoices choices;
    private final Intake intake;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore places;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** A line that waits for Kafka. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(ChoiceRecorded choice, byte[] value, CompletableFuture<Integer> acknowledged) {}

    /** Opens the lines of a body. */
    @FunctionalInterface
    interface Opening {
        Lines open(InputStream body, int longestLine) throws IOException;
    }

    Importing(ImportConfig config, ImportedChoices choices, Intake intake, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.choices = choices;
        this.intake = intake;
        this.clock = clock;
        this.meters = meters;
        this.places = new Semaphore(config.atOnce());
    }

    /**
     * Takes all lines. A site has one import under way at a time, so that no site takes every place.
     *
     * @throws Problem 400 or 422 if the rest cannot be read, 408 if it comes too slowly, 503 if Kafka does not take it; they
     *     say how far it came
     */
    Report run(Mapping mapping, InputStream body, Opening opening, TraceContext trace) throws IOException {
        String site = mapping.site().id();
        if (!underWay.add(site)) {
            throw busy("This site's last import is still running here. Try again once it has ended.");
        }
        try {
            if (!places.tryAcquire()) {
                throw busy("This replica takes %d at once. Try again.".formatted(config.atOnce()));
            }
            try {
                InputStream paced = new PacedBody(body, config.grace(), config.leastPace(), System::nanoTime);
                return run(mapping, paced, opening, new Tally(mapping.source(), config.refusalsListed()), trace);
            } finally {
                places.release();
            }
        } finally {
            underWay.remove(site);
        }
    }

    private static Problem busy(String detail) {
        return Problem.unavailable(
                "import-busy", "Other imports are running", detail, Duration.ofSeconds(10), Map.of());
    }

    private Report run(Mapping mapping, InputStream body, Opening opening, Tally tally, TraceContext trace)
            throws IOException {
        Deque<Sent> waiting = new ArrayDeque<>();
        try {
            Lines lines = opening.open(body, config.lineBytes());
            for (Line line = lines.next(); line != null; line = lines.next()) {
                take(mapping, line, tally, waiting, trace);
            }
            settle(waiting, tally, trace);
        } catch (PacedBody.TooSlowException e) {
            settle(waiting, tally, trace);
            throw new Problem(
                    408,
                    "import-too-slow",
                    "The import came too slowly",
                    "It is to come at %d bytes a second or more. Send all of it again: what is recorded already is not recorded twice."
                            .formatted(config.leastPace()),
                    Map.of("report", tally.report()));
        } catch (UnreadableException e) {
            settle(waiting, tally, trace);
            throw new Problem(
                    422,
                    "unreadable-from-line",
                    "The rest of the import cannot be read",
                    e.detail() + " Mend it and send all of it again: what is recorded already is not recorded twice.",
                    Map.of("line", e.line(), "report", tally.report()));
        } finally {
            meters.counter("assent.choices.imported", "site", mapping.site().id())
                    .increment((double) tally.report().recorded());
        }
        return tally.report();
    }

    private void take(Mapping mapping, Line line, Tally tally, Deque<Sent> waiting, TraceContext trace) {
        try {
            ChoiceRecorded choice =
                    switch (line.content()) {
                        case Line.Unreadable(Refusal refusal) -> throw refusal;
                        case Line.Choice(Row row) -> choices.of(mapping, row);
                    };
            if (waiting.size() >= config.inFlight()) {
                settle(waiting.removeFirst(), tally, trace);
            }
            byte[] value = EventCodec.write(choice);
            waiting.addLast(
                    new Sent(choice, value, intake.send(choice, value, trace).toCompletableFuture()));
        } catch (Refusal refusal) {
            tally.refused(line.number(), refusal);
        }
    }

    private void settle(Deque<Sent> waiting, Tally tally, TraceContext trace) {
        while (!waiting.isEmpty()) {
            settle(waiting.removeFirst(), tally, trace);
        }
    }

    /** Waits until Kafka has a line. */
    private void settle(Sent sent, Tally tally, TraceContext trace) {
        Instant until = clock.instant().plus(config.patience());
        CompletableFuture<Integer> acknowledged = sent.acknowledged();
        while (true) {
            Duration pause = pauseAfter(acknowledged);
            if (pause.isZero()) {
                tally.recorded();
                return;
            }
            if (clock.instant().plus(pause).isAfter(until)) {
                throw interrupted(pause, tally);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted(pause, tally);
            }
            acknowledged = intake.send(sent.choice(), sent.value(), trace).toCompletableFuture();
        }
    }

    /** Zero once Kafka has the line; otherwise how long to wait before it is sent again. */
    private static Duration pauseAfter(CompletableFuture<Integer> acknowledged) {
        try {
            var _ = acknowledged.get();
            return Duration.ZERO;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NotTakenException notTaken -> notTaken.retryAfter();
                case OutcomeUnknownException unknown -> unknown.retryAfter();
                case null, default -> throw new IllegalStateException("the intake failed in a way it does not name", e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Duration.ofSeconds(1);
        }
    }

    private static Problem interrupted(Duration pause, Tally tally) {
        return Problem.unavailable(
                "import-interrupted",
                "The import cannot go on now",
                "Send all of it again later: what is recorded already is not recorded twice.",
                pause,
                Map.of("report", tally.report()));
    }
}
